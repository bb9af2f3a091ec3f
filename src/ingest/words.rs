//! What labels announce, and the words for it.
//!
//! In: nothing. Out: [`WORDS`]: the labels that every book knows, in English, German, French and Spanish, in small
//! letters, without accents and with a space in the place of anything else.

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Pros.
    Pros,
    /// Cons.
    Cons,
    /// Remarks that are neither.
    Neutral,
    /// Trade-offs: cons where pros stand beside them, else neither.
    TradeOffs,
    /// When to use it.
    UseWhen,
    /// When not to use it.
    AvoidWhen,
    /// One line about it.
    Summary,
    /// Its other names.
    Aliases,
    /// Related entries.
    Related,
    /// Something else that stands beside pros and cons, and ends them.
    Other,
}

/// Each field with its words, between bars.
pub const WORDS: &[(Field, &str)] = &[
    (
        Field::Pros,
        "pros|pro|benefits|advantages|advantage|strengths|upsides|upside|vorteile|vorteil|\
         starken|nutzen|avantages|avantage|points forts|atouts|benefices|les plus|ventajas|\
         ventaja|beneficios|fortalezas|puntos fuertes",
    ),
    (
        Field::Cons,
        "cons|con|drawbacks|drawback|disadvantages|disadvantage|limitations|liabilities|\
         weaknesses|downsides|downside|challenges|costs|nachteile|nachteil|schwachen|\
         einschrankungen|grenzen|kosten|herausforderungen|kontra|contra|inconvenients|\
         inconvenient|desavantages|points faibles|faiblesses|limites|couts|les moins|desventajas|\
         desventaja|inconvenientes|limitaciones|debilidades|puntos debiles|costes|costos|contras|\
         desafios",
    ),
    (
        Field::TradeOffs,
        "trade offs|tradeoffs|trade off|abwagungen|compromis|compromisos",
    ),
    (
        Field::UseWhen,
        "use cases|when to use|when to use it|when to use this pattern|use when|best for|\
         applicability|good fit|anwendungsfalle|wann verwenden|wann einsetzen|verwenden wenn|\
         geeignet fur|einsatzgebiete|anwendbarkeit|cas d usage|cas d utilisation|quand l utiliser|\
         quand utiliser|utiliser quand|ideal pour|casos de uso|cuando usar|cuando usarlo|\
         cuando utilizar|cuando utilizarlo|usar cuando|aplicabilidad",
    ),
    (
        Field::AvoidWhen,
        "when not to use|when not to use it|when not to use this pattern|avoid when|when to avoid|\
         when to avoid it|not recommended|not suitable|wann nicht verwenden|wann nicht einsetzen|\
         vermeiden wenn|nicht geeignet fur|ungeeignet fur|nicht empfohlen|quand ne pas l utiliser|\
         quand l eviter|eviter quand|non recommande|cuando no usar|cuando no usarlo|cuando evitar|\
         cuando evitarlo|evitar cuando|no recomendado",
    ),
    (
        Field::Summary,
        "description|intent|summary|definition|patlet|beschreibung|zusammenfassung|absicht|zweck|\
         resume|intention|descripcion|resumen|definicion|intencion|proposito",
    ),
    (
        Field::Aliases,
        "also known as|alias|aliases|aka|auch bekannt als|auch genannt|aliasse|\
         aussi connu sous le nom de|aussi appele|egalement appele|tambien conocido como|\
         tambien llamado",
    ),
    (
        Field::Related,
        "related|related patterns|see also|verwandt|verwandte muster|siehe auch|voir aussi|\
         patrons lies|motifs lies|ver tambien|vease tambien|patrones relacionados",
    ),
    (
        Field::Other,
        "verdict|decision|fallback|effort|risk|rejected because|fazit|entscheidung|aufwand|\
         risiko|risque|veredicto|esfuerzo|riesgo",
    ),
];
