//! What can be typed.

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
    /// Whether findings are printed in colour; `auto` is in a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a small site to begin with: settings, two briefs, and the pages around them.
    Init(InitArgs),
    /// Write a new brief, topic, country or person, ready to be filled in, and print where it is.
    New(NewArgs),
    /// Build the site into a folder that any web server can serve.
    Build(BuildArgs),
    /// Say everything that is wrong, everywhere, without writing.
    Check(CheckArgs),
    /// Preview the site live, as it is being written.
    Serve(ServeArgs),
    /// Print the JSON Schema of front matter or of `site.yaml`, for your editor.
    Schema(SchemaArgs),
    /// Print the script by which your shell completes commands and options.
    Completions(CompletionsArgs),
}

/// Where a new site is written.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder, which is made if it is missing; files in it are never overwritten.
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
}

/// What a new file describes.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The headline of a brief; or a kind (topic, country, person, organization, storyline, publisher, edition, page) and
    /// a name.
    #[arg(value_name = "HEADLINE | KIND NAME", required = true, num_args = 1..)]
    pub words: Vec<String>,
    /// The site's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The file's name, and the thing's in addresses, instead of one that is made from the headline or the name.
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
    /// The language, one of `languages` in `site.yaml`; with the `--slug` of another file, it is a translation of that.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Open the file in `$VISUAL` or `$EDITOR`.
    #[arg(long)]
    pub open: bool,
}

/// For which shell.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// How the site is checked.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How findings are printed.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Fail on these too.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub deny: Option<Deny>,
    /// Look for this only; may be given several times.
    #[arg(long, value_name = "CODE")]
    pub only: Vec<String>,
    /// Print every warning and note, not only the first.
    #[arg(long)]
    pub all: bool,
    /// Print only what fails the check.
    #[arg(long, short)]
    pub quiet: bool,
    /// Mend in place what can be mended without thought.
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`: print what it would change, as a patch that `git apply` reads, and write nothing.
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "all", "quiet", "claims", "explain"])]
    pub diff: bool,
    /// Print every claim of this brief (its slug or path), and where its sources' clips have it.
    #[arg(long, value_name = "BRIEF")]
    pub claims: Option<String>,
    /// Print what the manual says of this code, with an example and how to switch it off; `all` lists all codes.
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    /// The moment to check for: `2021-07-25 09:00` (in the site's zone), or RFC 3339 [default: now, or `SOURCE_DATE_EPOCH`].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
    /// Threads to use [default: one for each processor].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// With the words underlined, for people.
    Human,
    /// One object, for editors and scripts.
    Json,
    /// Annotations of GitHub's checks.
    Github,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

/// What fails a check besides errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Deny {
    /// Warnings.
    Warnings,
}

/// How the site is built.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Where to write the site [default: `public` in the site's folder].
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Build drafts, held, scheduled and embargoed briefs too; needs `--output`.
    #[arg(long, requires = "output")]
    pub drafts: bool,
    /// The moment to build for: `2021-07-25 09:00` (in the site's zone), or RFC 3339 [default: now, or `SOURCE_DATE_EPOCH`].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
    /// Where the site will stand, instead of `url` in `site.yaml`.
    #[arg(long, value_name = "URL", value_parser = read_base)]
    pub base_url: Option<Base>,
    /// Strike addresses that lead nowhere any more off `urls.lock`, instead of failing.
    #[arg(long, conflicts_with_all = ["output", "now", "base_url"])]
    pub accept_url_loss: bool,
    /// Threads to use [default: one for each processor].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Ask the rules about sources and prose, too, as `dateline check` does.
    #[arg(long)]
    pub check: bool,
    /// Print every finding, those of the last build too.
    #[arg(long, conflicts_with = "quiet")]
    pub all: bool,
    /// Replace what a folder that Dateline did not make holds under the site's names; other files stay.
    #[arg(long)]
    pub force: bool,
    /// Say how long each stage took.
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say how long the pages of each kind and of each template took, too.
    #[arg(long, conflicts_with = "quiet")]
    pub timings: bool,
    /// Say why the page at this address (`/topics/energy/`) was made anew, or was not.
    #[arg(long, value_name = "ROUTE", value_parser = read_route, conflicts_with = "quiet")]
    pub explain: Option<Route>,
    /// Print nothing but errors.
    #[arg(long, short)]
    pub quiet: bool,
}

/// How the site is previewed.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The port to listen at; the next free one if it is taken, any if it is 0.
    #[arg(long, short, value_name = "PORT", default_value_t = 1717)]
    pub port: u16,
    /// The address to listen at: `0.0.0.0` lets others on the network look.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// A name that the preview answers to besides its own (a container's, a tunnel's, `newsroom.local`); may be given
    /// several times.
    #[arg(long, value_name = "NAME", value_parser = read_host)]
    pub allow_host: Vec<String>,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Show what readers see, and nothing else.
    #[arg(long)]
    pub no_drafts: bool,
    /// Show the desk and the editors' notes to others than you, too.
    #[arg(long)]
    pub share_desk: bool,
    /// The editor that links to files open.
    #[arg(long, value_name = "EDITOR", value_enum, default_value_t = EditorName::Vscode)]
    pub editor: EditorName,
    /// Look through the folder every second, where the system does not tell of changes (network drives).
    #[arg(long)]
    pub poll: bool,
    /// The moment to preview: `2021-07-25 09:00` (in the site's zone), or RFC 3339 [default: now, or `SOURCE_DATE_EPOCH`].
    #[arg(long, value_name = "TIME", value_parser = TypedMoment::parse)]
    pub now: Option<TypedMoment>,
}

/// An editor that can be told to open a file at a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum EditorName {
    /// Visual Studio Code.
    Vscode,
    /// Zed.
    Zed,
    /// IntelliJ IDEA and its kin.
    Intellij,
    /// Do not link.
    None,
}

/// Which schema is printed.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// What it describes.
    #[arg(value_name = "KIND", value_parser = document_parser())]
    pub document: SchemaKind,
}

impl Args {
    /// Reads the arguments of this process; prints help, version or what is wrong with them.
    pub fn read() -> Result<Self, ExitCode> {
        let command = Args::command().color(color::choice(env::args_os()));
        let matches = command.try_get_matches();
        matches
            .and_then(|matches| Args::from_arg_matches(&matches))
            .map_err(|error| {
                // Printing fails only where nobody reads; the exit code still tells.
                let _ = error.print();
                ExitCode::from(if error.use_stderr() { 2 } else { 0 })
            })
    }
}

fn read_host(text: &str) -> Result<String, String> {
    let name = text.trim_start_matches('[').trim_end_matches([']', '.']);
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
