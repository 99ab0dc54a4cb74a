# Keeping: proof of restores, retention, purging, erasing a person

drill-passed = Restore drill passed { $when }
drill-long-ago = Restore drill passed { $when }, more than { $days } days ago; run refdesk drill
drill-never = There are backups, and no restore was ever tried; run refdesk drill
drill-no-backup = No backup was made yet; refdesk backup makes one
drill-not-noted = Not noted at the desk ({ $why }); it still counts from the last drill it knows of
top-drill = restore drill

undo-erased = What this step held has been erased; it cannot be taken back
