patternbookNavigation([["1. How notes reach the kitchen","messages/"],
["2. Which plates","plates/"]]);
