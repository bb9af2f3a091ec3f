patternbookNavigation([["guides","docs/guides/index.html",[["First guide","docs/guides/first.html"]]],
["Start","docs/start.html"]]);
