patternbookNavigation([["Bicycle","bicycle/"],
["Straßenbahn","strassenbahn/"],
["Timetable","timetable/"]]);
