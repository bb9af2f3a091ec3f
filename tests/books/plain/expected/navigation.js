patternbookNavigation([["guides","guides/",[["How to finish","guides/finish/"],
["Getting started","guides/start/"]]]]);
