patternbookNavigation([["Ways to keep the heat in","walls/"]]);
