patternbookNavigation([["Lifts","bare/"],
["Ladders","combined/"]]);
