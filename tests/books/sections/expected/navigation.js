patternbookNavigation([["Shapes of Small Online Shops","shop-floors/"]]);
