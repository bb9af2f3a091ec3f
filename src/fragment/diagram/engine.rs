//! The drawing package.
//!
//! In: the text of a source. Out: an SVG as a text, or why there is none. What the package is told here makes it draw
//! text as text and the same picture everywhere: no clock, no fonts of this machine, no settings of the author's.

use std::ops::Range;

use merman::svg::{
    DeterministicTextMeasurer, MeasurementProfileId, RenderResourcePolicy, ResourceLimitId,
    SvgRenderOptions, TextMeasurementPolicy, TextMeasurementProfile,
    TextMeasurementProfileIdentity,
};
use merman::{
    Engine, MermaidConfig, OperationControl, ParseOptions, RenderError, RenderOutput,
    RenderRequest, Renderer, SvgEnvironment, SvgRequest,
};
use serde_json::json;

use crate::fragment::diagram::width::width;

/// The font size that the package places texts for. Lines are as far apart as this needs, but letters are drawn at
/// [`LETTERS`], so that a font that is wider or higher than thought still has room.
pub(crate) const FONT: f64 = 16.0;

/// The font size of a label, in pixels of the drawing.
pub(crate) const LETTERS: f64 = 14.0;

/// The colour of what is drawn in solid ink; nobody sees it, and no author's colour is the same.
pub(crate) const INK: &str = "#010203";

/// Steps that laying out may take: some seconds of a slow machine.
const MAX_WORK: usize = 400_000;

/// What a diagram of one statement may have: `a & b --> c & d` makes four lines.
const ITEMS_OF_A_STATEMENT: usize = 4;

/// Why there is no drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The text is not as the kind of diagram wants it, at some bytes if they are known.
    Syntax(String, Option<Range<usize>>),
    /// It is too much.
    Limit,
    /// There is nothing in it.
    Empty,
    /// The package failed, and may say how.
    Failed(String),
}

/// Draws a diagram.
pub(crate) fn draw(text: &str, statements: usize, depth: usize) -> Result<String, Refusal> {
    let options = json!({
        "htmlLabels": false,
        "layout": "dagre",
        "look": "classic",
        "theme": "base",
        "securityLevel": "strict",
        "fontFamily": "sans-serif",
        "themeVariables": { "lineColor": INK },
        "flowchart": {
            "htmlLabels": false, "nodeSpacing": 36, "rankSpacing": 44, "padding": 14,
            "minNodeWidth": 48, "wrappingWidth": 170,
        },
        "state": { "minNodeWidth": 48, "wrappingWidth": 170 },
        "class": { "htmlLabels": false, "hideEmptyMembersBox": true },
        "sequence": { "mirrorActors": false, "height": 60, "width": 130, "boxMargin": 8, "messageMargin": 32 },
    });
    let engine = Engine::new().with_site_config(MermaidConfig::from_value(options));
    let renderer = Renderer::new()
        .with_engine(engine)
        .with_parse_options(ParseOptions::strict());
    let environment =
        environment(statements, depth).ok_or_else(|| Refusal::Failed(String::new()))?;
    let request = SvgRequest {
        environment,
        options: SvgRenderOptions {
            diagram_id: Some("d".to_string()),
            ..SvgRenderOptions::default()
        },
        ..SvgRequest::default()
    };
    let request = RenderRequest::svg(text, OperationControl::new(), request);
    match renderer.render(request) {
        Ok(RenderOutput::Svg(Some(output))) => Ok(output.into_parts().0),
        Err(RenderError::Parse(problem)) => {
            let span = problem.terminal_diagnostic_details().span;
            Err(Refusal::Syntax(
                problem.terminal_safe_message(),
                span.map(|span| span.start..span.end),
            ))
        }
        Err(RenderError::ResourceLimitExceeded(_)) => Err(Refusal::Limit),
        Err(RenderError::NoDiagram) | Ok(_) => Err(Refusal::Empty),
        Err(problem) => Err(Refusal::Failed(problem.to_string())),
    }
}

/// Our widths, and limits that do not depend on the speed of the machine.
fn environment(statements: usize, depth: usize) -> Option<SvgEnvironment> {
    let limits = [
        (
            ResourceLimitId::MaxModelItems,
            statements.saturating_mul(ITEMS_OF_A_STATEMENT),
        ),
        (
            ResourceLimitId::MaxModelNestingDepth,
            depth.saturating_add(1),
        ),
        (ResourceLimitId::MaxLayoutWorkUnits, MAX_WORK),
    ];
    let policy = limits.into_iter().try_fold(
        RenderResourcePolicy::constrained(),
        |policy, (limit, value)| policy.with_limit(limit, value.max(1)),
    );
    let measurer = DeterministicTextMeasurer::default()
        .with_width_callback(|text, _| f64::from(width(text)) / 1000.0 * LETTERS);
    let profile = MeasurementProfileId::new("patternbook").ok()?;
    let identity = TextMeasurementProfileIdentity::new(profile, "1").ok()?;
    let measured = TextMeasurementPolicy::uniform(TextMeasurementProfile::new(identity, measurer));
    let environment = SvgEnvironment::deterministic().with_text_measurement_policy(measured);
    Some(environment.with_resource_policy(policy.ok()?))
}
