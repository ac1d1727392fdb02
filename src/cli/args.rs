//! Command line grammar: commands, options and their help texts, declared with clap.
//!
//! Parsing ends here; each command lives in a file of its own. Doc comments on commands and arguments are printed by
//! `--help`, so they are user-facing text.

use std::env;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::color::{self, Color};
use crate::cli::site::{SiteArgs, TypedMoment};
use crate::schema::SchemaKind;
use crate::serve::is_host_name;
use crate::url::{Base, Route};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// A static site generator for curated news briefs.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, arg_required_else_help = true)]
pub struct Args {
    /// When to use colour; `auto` means in a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a small starter site: settings, two briefs and the pages around them.
    Init(InitArgs),
    /// Create a brief, topic, person or other content file, ready to fill in, and print its path.
    New(NewArgs),
    /// Build the site into a folder of static files.
    Build(BuildArgs),
    /// Report every problem in the site, or apply safe fixes.
    Check(CheckArgs),
    /// Serve a live preview that updates on every save.
    Serve(ServeArgs),
    /// Print the JSON Schema of front matter or `site.yaml` for your editor.
    Schema(SchemaArgs),
    /// Print a completion script for your shell.
    Completions(CompletionsArgs),
}

#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// Folder to create the site in; created if missing, and existing files are never overwritten.
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// Headline of a brief; or a kind (topic, country, person, organization, storyline, publisher, edition, page) and a
    /// name.
    #[arg(value_name = "HEADLINE | KIND NAME", required = true, num_args = 1..)]
    pub words: Vec<String>,
    /// Folder of the site.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Name to use in the file name and in addresses [default: derived from the headline or name].
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
    /// Language of the file, one of `languages` in `site.yaml`; reuse the `--slug` of another file to create its translation.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Open the new file in `$VISUAL` or `$EDITOR`.
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// Shell to print the script for.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// Output format of the report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Fail on these problems as well as on errors.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,
    /// Report this diagnostic code only; may be repeated.
    #[arg(long, value_name = "CODE")]
    pub only: Vec<String>,
    /// Print every problem in full instead of a digest.
    #[arg(long)]
    pub all: bool,
    /// Print only the problems that make the check fail.
    #[arg(long, short)]
    pub quiet: bool,
    /// Apply safe fixes in place.
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`, print the fixes as a patch for `git apply` and write nothing.
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "all", "quiet", "claims", "explain"])]
    pub diff: bool,
    /// Print every claim of this brief (slug or path) and where its sources' clips support it.
    #[arg(long, value_name = "BRIEF")]
    pub claims: Option<String>,
    /// Explain a diagnostic code, with an example and how to switch it off; `all` lists every code.
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    /// Check as of this time: `2021-07-25 09:00` (site time zone) or RFC 3339 [default: `SOURCE_DATE_EPOCH`, or now].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
    /// Number of threads [default: one per processor].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// The output formats of `check`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// Excerpts of the source with the problem underlined.
    Human,
    /// One JSON object, for editors and scripts.
    Json,
    /// Annotations for GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
}

/// Severities that fail a check besides errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Deny {
    /// Warnings as well as errors.
    Warnings,
}

#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// Folder to write the site to [default: `public` in the site's folder].
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Include draft, held, scheduled and embargoed briefs; requires `--output`.
    #[arg(long, requires = "output")]
    pub drafts: bool,
    /// Build as of this time: `2021-07-25 09:00` (site time zone) or RFC 3339 [default: `SOURCE_DATE_EPOCH`, or now].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
    /// Address to publish the site at, instead of `url` in `site.yaml`.
    #[arg(long, value_name = "URL", value_parser = read_base)]
    pub base_url: Option<Base>,
    /// Remove addresses that no longer exist from `urls.lock` instead of failing.
    // `urls.lock` belongs to the site's own build; a build with one of these options leaves it alone.
    #[arg(long, conflicts_with_all = ["output", "now", "base_url"])]
    pub accept_url_loss: bool,
    /// Number of threads [default: one per processor].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Run the rules about sources and prose too, as `dateline check` does.
    #[arg(long)]
    pub check: bool,
    /// Print every problem, including those that the last build reported.
    #[arg(long, conflicts_with = "quiet")]
    pub all: bool,
    /// Write into a folder that Dateline did not create, overwriting files of the same names; other files stay.
    #[arg(long)]
    pub force: bool,
    /// Print how long each stage took.
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Print how long pages took, by kind and by template.
    #[arg(long, conflicts_with = "quiet")]
    pub timings: bool,
    /// Explain why the page at this address (`/topics/energy/`) was rebuilt or reused.
    // `explain` is the former name of the option; `check --explain` is about codes.
    #[arg(long = "why", alias = "explain", value_name = "ROUTE", value_parser = read_route, conflicts_with = "quiet")]
    pub why: Option<Route>,
    /// Print errors and nothing else.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    /// Port to listen on; the next free one if it is taken, any free one if it is 0.
    #[arg(long, short, value_name = "PORT", default_value_t = 1717)]
    pub port: u16,
    /// Address to listen on; `0.0.0.0` makes the preview reachable from the network.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Additional host name to answer to (of a container or a tunnel, or `newsroom.local`); may be repeated.
    #[arg(long, value_name = "NAME", value_parser = read_host)]
    pub allow_host: Vec<String>,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Show only what readers see, without drafts and editing aids.
    #[arg(long)]
    pub no_drafts: bool,
    /// Show the desk and the editors' notes to everyone who can reach the preview.
    #[arg(long)]
    pub share_desk: bool,
    /// Editor to open when a link to a source file is followed.
    #[arg(long, value_name = "EDITOR", value_enum, default_value_t = EditorName::Vscode)]
    pub editor: EditorName,
    /// Poll the folder every second, for file systems that report no changes (network drives).
    #[arg(long)]
    pub poll: bool,
    /// Preview as of this time: `2021-07-25 09:00` (site time zone) or RFC 3339 [default: `SOURCE_DATE_EPOCH`, or now].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
}

/// Editors whose URL scheme opens a file at a line and a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum EditorName {
    /// Visual Studio Code (`vscode://` links).
    Vscode,
    /// The Zed editor (`zed://` links).
    Zed,
    /// IntelliJ IDEA and other JetBrains editors (`idea://` links).
    Intellij,
    /// No links to files.
    None,
}

#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Kind of file to describe.
    #[arg(value_name = "KIND", value_parser = document_parser())]
    pub document: SchemaKind,
}

impl Args {
    /// Parses the arguments of this process.
    ///
    /// Fails with the exit code once clap has printed the help (0), the version (0) or a usage error (2).
    pub fn read() -> Result<Self, ExitCode> {
        // Usage errors are printed before `--color` has been parsed, so the raw arguments are scanned for it.
        let command = Args::command().color(color::choice(env::args_os()));
        let matches = command.try_get_matches();
        matches
            .and_then(|matches| Args::from_arg_matches(&matches))
            .map_err(|error| {
                // Printing fails only if the reader is gone (`| head`); the exit code still reports the outcome.
                let _ = error.print();
                ExitCode::from(if error.use_stderr() { 2 } else { 0 })
            })
    }
}

fn read_host(text: &str) -> Result<String, String> {
    let name = text.trim_start_matches('[').trim_end_matches([']', '.']);
    // Passing a full URL is the likely mistake: what browsers send in `Host` is compared with the bare name.
    let plain = "write the name alone, such as `newsroom.local`: no `https://`, no port, no path";
    is_host_name(name)
        .then(|| name.to_ascii_lowercase())
        .ok_or_else(|| plain.to_owned())
}

fn read_route(text: &str) -> Result<Route, String> {
    Route::parse(text)
        .ok_or_else(|| "write an address of the site, such as `/topics/energy/`".to_owned())
}

fn read_base(text: &str) -> Result<Base, String> {
    Base::parse(text)
        .ok_or_else(|| "write a web address, such as `https://briefs.example/`".to_owned())
}

fn document_parser() -> impl TypedValueParser<Value = SchemaKind> {
    let names = PossibleValuesParser::new(SchemaKind::all().map(SchemaKind::label));
    names.map(|name| SchemaKind::named(&name).expect("only the names of documents are possible"))
}
