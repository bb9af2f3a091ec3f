patternbookNavigation([["guides","guides/",[["How to \"choose\"","guides/choose/"]]],
["patterns","patterns/",[["Circuit breaker","patterns/breaker/"],
["Retry","patterns/retry/"]]]]);
