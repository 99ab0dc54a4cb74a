### 日期、时刻与并列。

# 变量：$year 年，$month 月（两位数或名称），$day 日，$weekday 星期
day-short = { $month }-{ $day } { $weekday }
day-with-year = { $year }-{ $month }-{ $day } { $weekday }
date-short = { $month }-{ $day }
date-with-year = { $year }-{ $month }-{ $day }
# 变量：$day 上面的日期，$clock 时刻
moment = { $day } { $clock }

month-1 = 01
month-2 = 02
month-3 = 03
month-4 = 04
month-5 = 05
month-6 = 06
month-7 = 07
month-8 = 08
month-9 = 09
month-10 = 10
month-11 = 11
month-12 = 12

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

list-separator = 、
