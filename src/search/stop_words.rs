//! Words that nearly every text of a language has, so that a text is not found by them.
//!
//! In: the language of the book. Out: its stop words; none for languages without a list here. A title is found by its
//! stop words all the same.

/// The stop words of a language, by its tag.
pub fn stop_words(language: &str) -> Vec<&'static str> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let list = match primary.to_ascii_lowercase().as_str() {
        "en" => ENGLISH,
        "de" => GERMAN,
        "fr" => FRENCH,
        "es" => SPANISH,
        "pt" => PORTUGUESE,
        _ => "",
    };
    list.split_whitespace().collect()
}

const ENGLISH: &str = "a about after all also an and any are as at be because been before but by can could d did do \
    does each for from had has have how i if in into is it its just ll m may more most must no not of on one only or \
    other our re s should so some such t than that the their them then there these they this those to under ve was we \
    were what when where which while who why will with would you your";

const GERMAN: &str = "aber alle als am an auch auf aus bei bis da dann das dass dem den denn der des die diese dieser \
    dieses doch du durch ein eine einem einen einer eines er es für hat ich ihr ihre im in ist ja kann man mehr mit \
    nach nicht noch nur ob oder ohne sein seine sich sie sind so über um und uns unter vom von vor war was wenn werden \
    wie wir wird zu zum zur";

const FRENCH: &str = "à au aux avec c ce ces cette comme d dans de des du elle en est et il ils j je l la le les leur \
    leurs lui m mais me même n ne nos nous on ont ou où par pas plus pour qu que qui s sa sans se ses si son sont sur \
    t un une vous y";

const SPANISH: &str = "a al ante como con de del desde donde el ella en entre era es esta este esto ha hay la las le \
    les lo los más mi muy ni no nos o para pero por que qué se ser si sí sin sobre son su sus también te un una uno y \
    ya";

const PORTUGUESE: &str = "a ao aos as até com como da das de do dos e é ela ele em entre era essa esse esta este foi \
    há isso já mais mas me mesmo muito na não nas no nos o os ou para pela pelo por qual quando que se sem ser seu \
    sua são só também tem um uma";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_first_part() {
        assert!(stop_words("en-GB").contains(&"the"));
        assert!(stop_words("DE").contains(&"und"));
        assert!(stop_words("ja").is_empty());
    }
}
