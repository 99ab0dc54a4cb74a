### Days, moments and lists.

# Variables: $year, $month (a name or two digits), $day, $weekday
day-short = { $weekday } { $day } { $month }
day-with-year = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month }
date-with-year = { $day } { $month } { $year }
# Variables: $day as above, $clock the time of day
moment = { $day } { $clock }

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

list-separator = { ", " }
