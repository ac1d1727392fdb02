//! What is copied into the output: dot files stay behind, drawings do not act, pictures are pictures.

use std::path::PathBuf;

use dateline::cache::Cache;
use dateline::source::{Contents, SourceFile, SourcePath, SourceTree};
use expect_test::expect;

use crate::support::{NOW, build, build_with, check, options};

const BRIEF: &str = "---\ntitle: A\ndate: 2026-03-01\nsource: https://wire.example/a\n---\nText.\n";

/// Checks what is found in a drawing with this text in it.
fn drawing(inner: &str) -> String {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
    );
    build(&format!(
        "//- content/briefs/a.md\n{BRIEF}//- static/x.svg\n{svg}\n"
    ))
    .findings
}

#[test]
fn dot_files_are_not_published() {
    let fixture = format!(
        "
//- site.yaml
dot_files: [.nojekyll, docs/.htaccess, .cache/kept, .gone, plain.txt]
//- content/briefs/a.md
{BRIEF}
//- static/.nojekyll
//- static/.env
x
//- static/.ssh/id_rsa
x
//- static/.ssh/known_hosts
x
//- static/.aws/credentials
x
//- static/.cache/kept
x
//- static/.cache/other
x
//- static/docs/.htaccess
x
//- static/docs/.htpasswd
x
//- static/.well-known/security.txt
x
//- static/.well-known/.secret
x
//- static/docs/.well-known/x
x
//- static/plain.txt
x
"
    );
    check(
        &fixture,
        expect![[r#"
            site.yaml:1:53 warning[dot-file-missing]: there is no `.gone` in `static/`; hint: correct the name, or delete it
            site.yaml:1:60 error[value-invalid]: `plain.txt` is not a path below `static/` with a name that begins with a dot (`.nojekyll`)
            static/.aws warning[dot-file]: `.aws/` begins with a dot, so the file in it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [.aws]` to site.yaml
            static/.cache warning[dot-file]: `.cache/` begins with a dot, so the file in it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [.cache]` to site.yaml
            static/.env warning[dot-file]: `.env` begins with a dot, so it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [.env]` to site.yaml
            static/.ssh warning[dot-file]: `.ssh/` begins with a dot, so the 2 files in it are not published; hint: move it out of `static/`; to publish it, add `dot_files: [.ssh]` to site.yaml
            static/.well-known/.secret warning[dot-file]: `.well-known/.secret` begins with a dot, so it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [.well-known/.secret]` to site.yaml
            static/docs/.htpasswd warning[dot-file]: `docs/.htpasswd` begins with a dot, so it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [docs/.htpasswd]` to site.yaml
            static/docs/.well-known warning[dot-file]: `docs/.well-known/` begins with a dot, so the file in it is not published; hint: move it out of `static/`; to publish it, add `dot_files: [docs/.well-known]` to site.yaml"#]],
    );
    let built = build(&fixture.replace(", .gone, plain.txt", ""));
    let routes = built.routes();
    let chosen: Vec<&str> = routes
        .lines()
        .filter(|route| route.contains("/.") || route.contains("plain"))
        .collect();
    expect![[r#"
        /.cache/kept
        /.nojekyll
        /.well-known/security.txt
        /docs/.htaccess
        /plain.txt"#]]
    .assert_eq(&chosen.join("\n"));
}

#[test]
fn a_drawing_that_acts_is_refused() {
    let named = BRIEF.replace("title: A\n", "title: A\nfiles: x.SVG, x.png\n");
    let fixture = format!(
        "
//- content/briefs/a/index.md
{named}
//- content/briefs/a/x.SVG
<?xml version='1.0'?>
<svg xmlns='http://www.w3.org/2000/svg'>
  <script>alert(1)</script>
</svg>
//- content/briefs/a/x.png
<!-- a drawing -->
<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>
//- static/data.xml
<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>
//- static/photo.JPG
<!doctype html><title>Not found</title>
//- static/photo.webp
<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>
//- static/lfs.jpeg
version https://git-lfs.github.com/spec/v1
oid sha256:1
//- static/page.svg
<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>
//- static/small.svgz
x
//- static/text.svg
no drawing
//- static/page.html
<!doctype html><script>alert(1)</script><svg onload='alert(1)'/>
//- static/empty.png
"
    );
    check(
        &fixture,
        expect![[r#"
            content/briefs/a/x.SVG:3:3 error[svg-unsafe]: the drawing contains `<script>`, which is active content; hint: delete the element
            content/briefs/a/x.png error[image-type]: the file is an SVG drawing, but is named like another kind of picture; hint: rename it to `x.svg`
            static/data.xml:1:66 error[svg-unsafe]: the drawing contains `<s:script>`, which is active content; hint: delete the element
            static/lfs.jpeg error[image-type]: the file only points to a picture, which Git LFS has not fetched; hint: run `git lfs pull`
            static/page.svg error[image-type]: the file is named like a picture, but is an HTML page; hint: save the picture itself; this is what a server sent instead
            static/photo.JPG error[image-type]: the file is named like a picture, but is an HTML page; hint: save the picture itself; this is what a server sent instead
            static/photo.webp error[image-type]: the file is named like a picture, but is an XML file; hint: save the picture itself; this is what a server sent instead
            static/small.svgz error[svg-unsafe]: the drawing is compressed, so it cannot be checked for scripts; hint: save it uncompressed, as `.svg`
            static/text.svg:1:1 error[svg-unsafe]: the drawing is not well-formed XML: there is no element in it; hint: save it again from the program that made it"#]],
    );
}

#[test]
fn what_acts_in_a_drawing_is_named() {
    let cases = [
        "<script href='x.js'/>",
        "<SCRIPT/>",
        "<rect onClick='x()'/>",
        "<rect &#x6f;nload='x()'/>",
        "<a href='java&#115;cript:x()'><text>x</text></a>",
        "<a xlink:href=' java&#10;script:x()'/>",
        "<a href='data:text/html,x'/>",
        "<image href='https://a.example/x.png'/>",
        "<image xlink:href='//a.example/x.png'/>",
        "<image href='\\\\a.example/x.png'/>",
        "<image href='data:image/svg+xml;base64,eA=='/>",
        "<use href='HTTPS://a.example/x.svg#y'/>",
        "<feImage href='ftp://a.example/x'/>",
        "<rect fill='url(https://a.example/x#y)'/>",
        "<rect style='fill:u\\72l( &quot;//a.example/x&quot; )'/>",
        "<style>@import 'https://a.example/x.css';</style>",
        "<style>@im\\70ort url(//a.example/x.css);</style>",
        "<style><![CDATA[a { background: image-set('https://a.example/x' 1x) }]]></style>",
        "<style>a { background: u&#114;l(https://a.example/x) }</style>",
        "<set attributeName='onclick' to='x()'/>",
        "<animate attributeName='xlink:href' values='#a;javascript:x()'/>",
        "<animate attributeName='href' to='https://a.example/x.png'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='x'/></body></foreignObject>",
        "<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='x' onerror='x()'/></foreignObject>",
        "<g xml:base='https://a.example/'/>",
        "<text>&unknown;</text>",
        "<?xml-stylesheet href='x.css'?>",
        "<g>",
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|case| drawing(case).trim_end().to_owned())
        .collect();
    expect![[r#"
        static/x.svg:1:84 error[svg-unsafe]: the drawing contains `<script>`, which is active content; hint: delete the element
        static/x.svg:1:84 error[svg-unsafe]: the drawing contains `<SCRIPT>`, which is active content; hint: delete the element
        static/x.svg:1:99 error[svg-unsafe]: the drawing contains `onClick`, which runs a script; hint: delete the attribute
        static/x.svg:1:103 error[svg-unsafe]: the drawing is not well-formed XML: &#x6f;nload; hint: save it again from the program that made it
        static/x.svg:1:93 error[svg-unsafe]: the drawing contains `javascript:x()`, which is a script; hint: delete the address
        static/x.svg:1:99 error[svg-unsafe]: the drawing contains `javascript:x()`, which is a script; hint: delete the address
        static/x.svg:1:93 error[svg-unsafe]: the drawing contains `data:text/html,x`, which is not a picture; hint: embed a PNG or a JPEG instead
        static/x.svg:1:97 error[svg-unsafe]: the drawing contains `https://a.example/x.png`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:103 error[svg-unsafe]: the drawing contains `//a.example/x.png`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:97 error[svg-unsafe]: the drawing contains `\\a.example/x.png`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:97 error[svg-unsafe]: the drawing contains `data:image/svg+xml;base64,eA==`, which is not a picture; hint: embed a PNG or a JPEG instead
        static/x.svg:1:95 error[svg-unsafe]: the drawing contains `HTTPS://a.example/x.svg#y`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:99 error[svg-unsafe]: the drawing contains `ftp://a.example/x`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:100 error[svg-unsafe]: the drawing contains `https://a.example/x#y`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:115 error[svg-unsafe]: the drawing contains `//a.example/x`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:100 error[svg-unsafe]: the drawing contains `https://a.example/x.css`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:105 error[svg-unsafe]: the drawing contains `//a.example/x.css`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:127 error[svg-unsafe]: the drawing contains `https://a.example/x`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:116 error[svg-unsafe]: the drawing contains `https://a.example/x`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:84 error[svg-unsafe]: the drawing contains `onclick`, which runs a script; hint: delete the attribute
        static/x.svg:1:128 error[svg-unsafe]: the drawing contains `javascript:x()`, which is a script; hint: delete the address
        static/x.svg:1:118 error[svg-unsafe]: the drawing contains `https://a.example/x.png`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:142 error[svg-unsafe]: the drawing contains `<iframe>`, which is active content; hint: delete the element
        static/x.svg:1:158 error[svg-unsafe]: the drawing contains `onerror`, which runs a script; hint: delete the attribute
        static/x.svg:1:97 error[svg-unsafe]: the drawing contains `https://a.example/`, which is loaded from elsewhere; hint: embed it in the drawing, or save it in `static/`
        static/x.svg:1:90 error[svg-unsafe]: the drawing is not well-formed XML: &unknown;; hint: save it again from the program that made it
        static/x.svg:1:84 error[svg-unsafe]: the drawing contains `<?xml-stylesheet`, which loads a stylesheet; hint: write it as `<style>`
        static/x.svg:1:87 error[svg-unsafe]: the drawing is not well-formed XML: ill-formed document: expected `</g>`, but `</svg>` was found; hint: save it again from the program that made it"#]].assert_eq(&said.join("\n"));
}

#[test]
fn what_drawing_programs_write_is_left_alone() {
    let ordinary = "<title>1 &lt; 2 &amp; on: x</title>\
        <metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><cc:Work xmlns:cc='http://creativecommons.org/ns#' rdf:about=''>\
        <cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/></cc:Work></rdf:RDF></metadata>\
        <?xpacket begin='x'?><!-- <script> https://a.example/ -->\
        <style>/* url(https://a.example/) */ @namespace svg url(http://www.w3.org/2000/svg); .a { fill: url(#g); content: 'http://x' }</style>\
        <style><![CDATA[.b > .c { font-family: 'Open Sans' } @font-face { src: url(data:font/woff2;base64,AA==) }]]></style>\
        <defs><linearGradient id='g' gradientTransform='matrix(1 0 0 1 0 0)' xlink:href='#h'/></defs>\
        <a href='https://a.example/story'><text x='1' style='fill:url(#g);-inkscape-font-specification:&quot;x&quot;'>https://a.example/</text></a>\
        <a xlink:href='mailto:desk@briefs.example'><use href='other.svg#part'/></a>\
        <image width='1' href='data:image/png;base64,iVBORw0KGgo='/><image href='photo.jpg'/>\
        <foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>Text</div></foreignObject>\
        <rect clip-path='url(\"#g\")' mask='url(#g)' transform='translate(1)' overflow='visible'/>\
        <animate attributeName='x' values='1;2' dur='1s'/>";
    assert_eq!(drawing(ordinary), "");
}

#[test]
fn encodings_that_hide_signs_are_refused() {
    let of = |declaration: &str| {
        let svg = format!("{declaration}<svg xmlns='http://www.w3.org/2000/svg'/>");
        build(&format!(
            "//- content/briefs/a.md\n{BRIEF}//- static/x.svg\n{svg}\n"
        ))
        .findings
    };
    assert_eq!(of("<?xml version='1.0' encoding='ISO-8859-1'?>"), "");
    assert_eq!(
        of("<?xml version='1.0' encoding='utf-8' standalone='no'?>"),
        ""
    );
    let said = [
        of("<?xml version='1.0' encoding='UTF-7'?>"),
        of("<!DOCTYPE svg [<!ENTITY x '<script/>'>]>"),
        of(
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>",
        ),
        of("<?xml-stylesheet href='https://a.example/x.css'?>"),
    ];
    expect![[r#"
        static/x.svg:1:1 error[svg-unsafe]: the drawing has the encoding UTF-7, which cannot be checked; hint: save it as UTF-8
        static/x.svg:1:1 error[svg-unsafe]: the drawing contains `<!DOCTYPE`, which can redefine the rest of the file; hint: delete the declaration
        static/x.svg:1:1 error[svg-unsafe]: the drawing contains `<!DOCTYPE`, which can redefine the rest of the file; hint: delete the declaration
        static/x.svg:1:1 error[svg-unsafe]: the drawing contains `<?xml-stylesheet`, which loads a stylesheet; hint: write it as `<style>`"#]].assert_eq(said.concat().trim_end());
}

#[test]
fn a_drawing_in_utf16_is_not_looked_into() {
    let text = "\u{feff}<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let brief = SourceFile::new(SourcePath::new("content/briefs/a.md"), BRIEF.into());
    for (path, said) in [
        (
            "static/x.svg",
            "error[svg-unsafe]: the drawing has the encoding UTF-16",
        ),
        (
            "static/x",
            "error[svg-unsafe]: the drawing has the encoding UTF-16",
        ),
        (
            "static/x.png",
            "error[image-type]: the file is an SVG drawing, but is named like",
        ),
    ] {
        let tree = SourceTree::new(vec![
            brief.clone(),
            SourceFile::new(SourcePath::new(path), bytes.clone()),
        ]);
        let findings = build_with(&tree, &Cache::off(), &options(NOW)).findings;
        assert!(
            findings.contains(path) && findings.contains(said),
            "{findings}"
        );
    }
}

#[test]
fn a_large_file_is_told_by_its_first_bytes() {
    let large = |path: &str, head: &[u8]| {
        let contents = Contents::OnDisk {
            path: PathBuf::from("gone"),
            len: 9 << 20,
            head: head.into(),
        };
        SourceFile {
            contents,
            ..SourceFile::new(SourcePath::new(path), Vec::new())
        }
    };
    let brief = SourceFile::new(SourcePath::new("content/briefs/a.md"), BRIEF.into());
    let tree = SourceTree::new(vec![
        brief,
        large("static/photo.png", b"\x89PNG"),
        large("static/page.png", b"<html>"),
        large("static/map.svg", b"<svg>"),
    ]);
    let survey = crate::support::assembled(&tree, &options(NOW), &Cache::off());
    let found = survey
        .diagnostics
        .iter()
        .filter(|found| ["svg-unsafe", "image-type"].contains(&found.code));
    let said: Vec<String> = found
        .map(|found| format!("{}: {}", found.place.path, found.message))
        .collect();
    assert_eq!(
        said,
        [
            "static/map.svg: the drawing has 9437184 bytes, too many to check it for scripts",
            "static/page.png: the file is named like a picture, but is an HTML page",
        ]
    );
}
