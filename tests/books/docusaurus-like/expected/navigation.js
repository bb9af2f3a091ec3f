patternbookNavigation([["Guides","guides/",[["Parts","category/parts/",[["One","guides/parts/one/"],
["More","guides/parts/more/"]]],
["Install it","guides/install/"]]],
["Reference","reference/api/",[["Types","types/"]]]]);
