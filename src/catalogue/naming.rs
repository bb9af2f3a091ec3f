//! The addresses of categories whose page is generated.
//!
//! In: the shape of the book and how its addresses are made. Out: an address for each folder, and findings on slugs that
//! make none.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::outline::{CategoryLink, Folder, Outline};
use crate::path::anchor::{Series, slug};
use crate::path::input::ContentPath;
use crate::path::output::{NameProblem, PageUrl, UrlStyle};

/// How generated pages are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The title of the book, for a start page that no author wrote.
    pub book: String,
    /// The style of addresses.
    pub style: UrlStyle,
    /// What stands before every address.
    pub prefix: String,
}

impl Naming {
    /// The address that each folder has unless a page of the author's stands for it.
    pub fn addresses(
        &self,
        outline: &Outline,
    ) -> (BTreeMap<ContentPath, PageUrl>, Vec<Diagnostic>) {
        let mut labels = Series::default();
        let mut findings = Vec::new();
        let mut addresses = BTreeMap::new();
        for folder in outline.folders.values() {
            let own = slug_of(folder);
            let path = own.clone().unwrap_or_else(|| natural(folder, &mut labels));
            let url = match folder.path.is_root() && path.is_empty() {
                // Where readers arrive, whatever stands before other addresses.
                true => Ok(PageUrl::root()),
                false => self.url(&path),
            };
            let url = url.unwrap_or_else(|problem| {
                // Names of folders that make no address are reported where their pages are parsed.
                findings.extend(own.map(|own| unusable(&own, &problem, folder)));
                let name = slug(&folder.address.replace('/', "-"));
                self.url(&format!("folder-{name}"))
                    .unwrap_or_else(|_| PageUrl::root())
            });
            addresses.insert(folder.path.clone(), url);
        }
        (addresses, findings)
    }

    fn url(&self, path: &str) -> Result<PageUrl, NameProblem> {
        let path = path.trim_matches('/');
        PageUrl::new(&format!("{}/{path}", self.prefix), true, self.style)
    }
}

fn slug_of(folder: &Folder) -> Option<String> {
    match &folder.link {
        CategoryLink::Generated { slug, .. } => slug.clone(),
        _ => None,
    }
}

/// The path of the folder. A list that the author asks for without saying where is made where Docusaurus makes it.
fn natural(folder: &Folder, labels: &mut Series) -> String {
    match &folder.link {
        CategoryLink::Generated { .. } => {
            let label = folder.label.as_deref().unwrap_or(&folder.name);
            format!("category/{}", labels.assign(label))
        }
        _ => folder.address.clone(),
    }
}

fn unusable(slug: &str, problem: &NameProblem, folder: &Folder) -> Diagnostic {
    let finding = match problem {
        NameProblem::Leaves => Diagnostic::new(
            Code::D010,
            format!("the slug `{slug}` leads out of the site"),
        ),
        NameProblem::NotPortable(reason) => Diagnostic::new(
            Code::S005,
            format!("the address `{slug}` would not work everywhere: {reason}"),
        ),
    };
    let finding = finding.help("write a `slug` of plain letters, digits and hyphens");
    match &folder.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}
