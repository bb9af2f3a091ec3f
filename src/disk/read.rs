//! Reads a project into [`Sources`].
//!
//! In: the project folder and its settings. Out: every text that a build reads, the stamps of every file it copies,
//! and a finding for each thing that could not be read; the rest is read all the same. This is the only reader of
//! sources, and it reads through the gate.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where sources are read"
)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::disk::gate::{Refusal, Root, why};
use crate::disk::history::history;
use crate::disk::includes::Repository;
use crate::disk::locate::{Place, optional, pages};
use crate::disk::stamp::{Known, MAX_KEPT, Memory};
use crate::disk::walk::{Filter, Found, walk};
use crate::include::follow;
use crate::path::input::{ContentPath, InputPath};
use crate::picture::{self, Size};
use crate::sources::{Blob, Role, Settings, Sources, role};
use crate::text::Text;

/// The largest `book.toml`, and the largest file that it may name, in bytes.
const MAX_BOOK: usize = 8 << 20;
const MAX_NAMED: usize = 64 << 20;

/// How much of a picture is read to learn its size, in bytes: enough for most, then enough for photographs, whose
/// cameras write before it.
const SHORT_HEAD: usize = 4 << 10;
const LONG_HEAD: usize = 256 << 10;

/// The text of `book.toml`, if there is one.
///
/// # Errors
/// A finding if the project folder or the file cannot be read.
pub fn book(project: &Path) -> Result<Option<Text>, Diagnostic> {
    let root = open(project)?;
    match root.read_text(Path::new("book.toml"), MAX_BOOK) {
        Ok(text) => Ok(Some(text)),
        Err(Refusal::Missing) => Ok(None),
        Err(refusal) => Err(refusal.at_file(&InputPath::new("book.toml"))),
    }
}

/// Everything else. The output folder that `config` names is no source, even if it lies among the sources. What
/// `memory` holds and has not changed is not read again.
pub fn sources(
    project: &Path,
    book: Option<Text>,
    config: &Config,
    settings: Settings,
    memory: &mut Memory,
) -> Sources {
    let sources = Sources {
        book,
        settings,
        ..Sources::default()
    };
    let mut reader = Reader {
        config,
        project: project.to_path_buf(),
        known: memory.begin(),
        memory,
        sources,
    };
    let opened = open(project).and_then(|root| {
        reader.project = project.canonicalize().map_err(|error| no_folder(&error))?;
        Ok(root)
    });
    match opened {
        Ok(root) => {
            reader.memory.note_folder(&reader.project);
            reader.read_pages();
            reader.read_included();
            reader.read_static_files();
            reader.read_templates();
            reader.read_named_files(&root);
        }
        Err(finding) => reader.sources.diagnostics.push(finding),
    }
    reader.sources
}

fn open(project: &Path) -> Result<Root, Diagnostic> {
    Root::open(project).map_err(|error| no_folder(&error))
}

fn no_folder(error: &std::io::Error) -> Diagnostic {
    let message = format!("the project folder cannot be opened: {}", why(error));
    Diagnostic::new(Code::B027, message).help("name a folder that is there")
}

struct Reader<'a> {
    config: &'a Config,
    project: PathBuf,
    /// What was known before.
    known: Memory,
    /// What is known now.
    memory: &'a mut Memory,
    sources: Sources,
}

impl Reader<'_> {
    fn read_pages(&mut self) {
        let place = match pages(&self.project, self.config) {
            Ok(place) => place,
            Err(finding) => return self.sources.diagnostics.push(finding),
        };
        self.sources.folder = place.shown.clone();
        let filter = Filter {
            folder: |path| !path.name().starts_with(['.', '_']),
            file: |path| role(path) != Role::Nothing,
            text: |path| matches!(role(path), Role::Page | Role::Folder),
            skipped: &self.skipped(&place),
        };
        let files = self.walk(&place, filter);
        let (texts, others): (Vec<Found>, Vec<Found>) = files
            .into_iter()
            .partition(|found| role(&found.path) != Role::File);
        for (path, text) in self.texts(&place, &texts) {
            match role(&path) {
                Role::Folder => self.sources.folder_files.insert(path, text),
                _ => self.sources.pages.insert(path, text),
            };
        }
        self.read_pictures(&place, &others);
        self.sources.files = self.blobs(&place, others);
        self.read_history(&place);
    }

    fn read_history(&mut self, place: &Place) {
        let wanted = self.config.theme.last_change;
        let pages = self.sources.pages.keys();
        if let Some(known) = history(&place.folder, pages, wanted, &self.known) {
            self.memory.note_history(&known);
            self.sources.changes = known.changes.clone();
            self.sources.diagnostics.extend(known.finding.clone());
        }
    }

    /// The files that pages include, and those that these include in turn.
    fn read_included(&mut self) {
        let limits = &self.config.limits;
        let repository = Repository::around(&self.project, self.output(), limits.page);
        let pages = self.sources.named_pages();
        let mut read = Vec::new();
        let included = follow(pages, limits.include_depth, |paths| {
            let (found, more) = repository.read(paths, &self.known);
            read.extend(more);
            found
        });
        self.sources.included = included;
        for (file, known) in read {
            if let Some(folder) = file.parent() {
                self.memory.note_folder(folder);
            }
            if let Some(known) = known {
                self.memory.note_text(&file, known);
            }
        }
    }

    fn read_static_files(&mut self) {
        let Some(place) = self.optional("static") else {
            return;
        };
        // Hidden files are nobody's to publish; `.well-known/` is made for it.
        fn is_public(path: &ContentPath) -> bool {
            let hidden = |(at, part): (usize, &str)| {
                part.starts_with('.') && !(at == 0 && part == ".well-known")
            };
            let mut parts = path.as_str().split('/').enumerate();
            !parts.any(hidden)
        }
        let filter = Filter {
            folder: is_public,
            file: is_public,
            text: |_| false,
            skipped: &[self.output()],
        };
        let files = self.walk(&place, filter);
        self.read_pictures(&place, &files);
        self.sources.static_files = self.blobs(&place, files);
    }

    fn read_templates(&mut self) {
        let Some(place) = self.optional("templates") else {
            return;
        };
        let filter = Filter {
            folder: |path| !path.name().starts_with('.'),
            file: |path| !path.name().starts_with('.') && path.extension() == Some("html"),
            text: |path| path.extension() == Some("html"),
            skipped: &[self.output()],
        };
        let files = self.walk(&place, filter);
        for (path, text) in self.texts(&place, &files) {
            self.sources.templates.insert(path.to_string(), text);
        }
    }

    fn read_named_files(&mut self, root: &Root) {
        let css = &self.config.html.additional_css;
        let named: Vec<&(InputPath, Range<usize>)> = css
            .iter()
            .chain(&self.config.html.additional_js)
            .chain(&self.config.theme.logo)
            .chain(&self.config.theme.icon)
            .chain(&self.config.theme.image)
            .collect();
        for (path, range) in named {
            if let Some(folder) = self.project.join(path.as_str()).parent() {
                self.memory.note_folder(folder);
            }
            let finding = match root.read_named(path, MAX_NAMED) {
                Ok(bytes) => {
                    let blob = Blob::Bytes(bytes.into());
                    self.sources.named_files.insert(path.clone(), blob);
                    continue;
                }
                Err(Refusal::Missing) => {
                    Diagnostic::new(Code::B027, format!("there is no file `{path}`"))
                        .help("create the file, or correct its name")
                }
                Err(refusal) => refusal.finding(path),
            };
            let at = Span::new(&InputPath::new("book.toml"), range.clone());
            self.sources.diagnostics.push(finding.at(at));
        }
    }

    /// The sizes of pictures. One that cannot be read has none here; the copy of it is what fails.
    fn read_pictures(&mut self, place: &Place, files: &[Found]) {
        let Ok(root) = Root::open(&place.folder) else {
            return;
        };
        let size = |found: &Found| {
            let head = |most| root.read_head(&found.inside, most).ok();
            let is_long = found.stamp.length > SHORT_HEAD as u64;
            picture::size(&head(SHORT_HEAD)?).or_else(|| match is_long {
                true => picture::size(&head(LONG_HEAD)?),
                false => None,
            })
        };
        let known = &self.known;
        let pictures: Vec<&Found> = files
            .iter()
            .filter(|found| picture::is_picture(&found.path))
            .collect();
        let sizes: Vec<Known<Option<Size>>> = pictures
            .par_iter()
            .map(|found| known.size(&found.file, found.stamp, || size(found)))
            .collect();
        for (found, known) in pictures.into_iter().zip(sizes) {
            if let Some(size) = known.value {
                let path = found.path.below(&place.shown);
                self.sources.pictures.insert(path, size);
            }
            self.memory.note_size(&found.file, known);
        }
    }

    fn optional(&mut self, name: &str) -> Option<Place> {
        optional(&self.project, name).unwrap_or_else(|finding| {
            let at = Span::new(&InputPath::new(name), 0..0);
            self.sources.diagnostics.push(finding.at(at));
            None
        })
    }

    fn walk(&mut self, place: &Place, filter: Filter<'_>) -> Vec<Found> {
        let met = walk(place, filter);
        self.sources.diagnostics.extend(met.findings);
        for folder in &met.folders {
            self.memory.note_folder(folder);
        }
        for found in &met.files {
            // What a link leads to may lie in a folder that is not walked.
            let is_linked = found.inside.as_os_str() != found.path.as_str();
            if let (true, Some(folder)) = (is_linked, found.file.parent()) {
                self.memory.note_folder(folder);
            }
        }
        met.files
    }

    /// The texts of files, read on all cores.
    fn texts(&mut self, place: &Place, files: &[Found]) -> Vec<(ContentPath, Text)> {
        let limit = self.config.limits.page;
        let root = match Root::open(&place.folder) {
            Ok(root) => root,
            Err(error) => {
                let refusal = Refusal::Unreadable(why(&error));
                self.sources.diagnostics.push(refusal.at_file(&place.shown));
                return Vec::new();
            }
        };
        let known = &self.known;
        let read: Vec<Result<Known<Text>, Refusal>> = files
            .par_iter()
            .map(|found| {
                let read = || root.read_text(&found.inside, limit);
                known.text(&found.file, found.stamp, read)
            })
            .collect();
        let mut texts = Vec::with_capacity(files.len());
        for (found, read) in files.iter().zip(read) {
            match read {
                Ok(known) => {
                    texts.push((found.path.clone(), known.value.clone()));
                    self.memory.note_text(&found.file, known);
                }
                Err(refusal) => {
                    let file = found.path.below(&place.shown);
                    self.sources.diagnostics.push(refusal.at_file(&file));
                }
            }
        }
        texts
    }

    /// Files that are copied.
    fn blobs(&mut self, place: &Place, files: Vec<Found>) -> BTreeMap<ContentPath, Blob> {
        let root = Root::open(&place.folder);
        let known = &self.known;
        let read: Vec<Known<Blob>> = files
            .par_iter()
            .map(|found| {
                let read = || match &root {
                    Ok(root) => root.read(&found.inside, MAX_KEPT),
                    Err(error) => Err(Refusal::Unreadable(why(error))),
                };
                known.blob(&found.file, found.stamp, read)
            })
            .collect();
        let mut blobs = BTreeMap::new();
        for (found, known) in files.into_iter().zip(read) {
            blobs.insert(found.path, known.value.clone());
            self.memory.note_blob(&found.file, known);
        }
        blobs
    }

    /// What a walk over the pages passes by. If the project folder itself is the folder of the pages, it also holds
    /// everything else.
    fn skipped(&self, place: &Place) -> Vec<PathBuf> {
        let mut skipped = vec![self.output()];
        if place.folder == self.project {
            let others = ["book.toml", "static", "templates"];
            skipped.extend(others.map(|name| self.project.join(name)));
        }
        skipped
    }

    fn output(&self) -> PathBuf {
        let written = self.project.join(&self.config.build.output);
        written.canonicalize().unwrap_or(written)
    }
}
