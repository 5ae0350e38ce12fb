//! Measures how long the compiler takes over generated types: `cargo check` of a crate with 1,500 methods, against
//! crates with the same types and serde's derives in place of this library's implementations.
//!
//! `cargo run -p bitrix-tests --release --bin compile_time`, or for less `… -- --methods 300 --runs 1`. Everything it
//! writes is below `target/compile-time`. The aim is a ratio of at most 0.30 to `serde-both`.
//!
//! The types to compare with are made from the expansions themselves: the implementations of `bitrix_api`'s traits go,
//! derives come in. One crate derives `Serialize` and `Deserialize` for every type but errors, as one does who writes
//! such types without looking at each; the other derives only what each type needs. Structs, setters, constructors,
//! documentation and the other derives are the same; what needs this library's traits, such as `select`, is left out. Dependencies are built before the clock starts, and nothing is compiled incrementally.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use bitrix_tests::measure::{self, Spread};
use bitrix_tests::outcome::Outcome;
use quote::ToTokens as _;
use syn::{Attribute, Fields, Item, ItemMod, parse_quote};

/// The methods of one family: add, update, get, list, delete, fields.
const METHODS: usize = 6;
/// The crate with this library's types, and those that it is compared with.
const CRATES: [&str; 3] = ["ours", "serde-both", "serde-needed"];

fn main() -> Outcome {
    let families = measure::option("--methods")?.unwrap_or(1_500).div_ceil(METHODS);
    let rounds = measure::option("--runs")?.unwrap_or(3).max(1);
    let scratch = Scratch::new()?;
    scratch.write_workspace()?;
    scratch.write_ours(families)?;
    scratch.check("ours", &[("BITRIX_EXPAND", scratch.folder.join("expanded"))])?;
    scratch.check("support", &[])?;
    for (name, derives) in CRATES[1..].iter().zip([Derives::Both, Derives::Needed]) {
        scratch.write_by_hand(name, families, derives)?;
    }

    let mut runs: [Vec<Run>; CRATES.len()] = Default::default();
    for _ in 0..rounds {
        for (name, runs) in CRATES.iter().zip(&mut runs) {
            scratch.touch(name)?;
            runs.push(scratch.check(name, &[])?);
        }
    }
    println!("`cargo check` of {} methods, {rounds} runs:", families * METHODS);
    let median =
        |runs: &[Run], figure: fn(&Run) -> f64| Spread::of(runs.iter().map(figure).collect()).median();
    for (name, of_crate) in CRATES.iter().zip(&runs) {
        let spread = |figure: fn(&Run) -> f64| Spread::of(of_crate.iter().map(figure).collect());
        let (wall, user, memory) = (spread(|run| run.wall), spread(|run| run.user), spread(|run| run.memory));
        println!("{name}: wall s ({wall}), user s ({user}), peak MiB ({memory})");
    }
    let [ours, theirs @ ..] = &runs;
    for (name, theirs) in CRATES[1..].iter().zip(theirs) {
        let ratio = |figure| median(ours, figure) / median(theirs, figure);
        println!("ours by {name}: wall {:.3}, user {:.3}", ratio(|run| run.wall), ratio(|run| run.user));
    }
    Ok(())
}

/// One check. What `/usr/bin/time` would have to say is NaN where there is none.
struct Run {
    wall: f64,
    user: f64,
    memory: f64,
}

/// The folder of the generated crates, a workspace of its own.
struct Scratch {
    folder: PathBuf,
    /// The workspace that this program belongs to.
    root: PathBuf,
}

impl Scratch {
    fn new() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let folder = target.join("compile-time");
        for name in CRATES.iter().chain(&["support", "expanded"]) {
            match fs::remove_dir_all(folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => fs::create_dir_all(folder.join(name).join("src"))?,
            }
        }
        Ok(Self { folder, root })
    }

    fn write_workspace(&self) -> Outcome {
        let members = CRATES.map(|name| format!("\"{name}\"")).join(", ");
        self.write(
            "Cargo.toml",
            &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}, \"support\"]\n"),
        )?;
        fs::copy(self.root.join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        let serde = "serde = { version = \"1.0\", features = [\"derive\"] }\n";
        let api = self.root.join("bitrix-api");
        self.write_package(
            "ours",
            &format!("bitrix-api = {{ path = {api:?}, default-features = false }}\n"),
        )?;
        self.write_package("support", serde)?;
        self.write("support/src/lib.rs", SUPPORT)?;
        for name in &CRATES[1..] {
            self.write_package(name, &format!("support = {{ path = \"../support\" }}\n{serde}"))?;
        }
        Ok(())
    }

    fn write_package(&self, name: &str, dependencies: &str) -> Outcome {
        // Cargo wants to see every member's source, even where another is checked.
        self.write(&format!("{name}/src/lib.rs"), "")?;
        let package = format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        self.write(&format!("{name}/Cargo.toml"), &format!("{package}\n[dependencies]\n{dependencies}"))
    }

    fn write_ours(&self, families: usize) -> Outcome {
        let mut lib = String::new();
        for at in 0..families {
            self.write(&format!("ours/f{at}.toml"), &SPEC.replace("{at}", &at.to_string()))?;
            lib += &format!("#[bitrix_api::methods(path = \"../f{at}.toml\")]\npub mod f{at} {{}}\n");
        }
        self.write("ours/src/lib.rs", &lib)
    }

    fn write_by_hand(&self, name: &str, families: usize, derives: Derives) -> Outcome {
        let mut lib = String::new();
        for at in 0..families {
            let expanded = fs::read_to_string(self.folder.join(format!("expanded/f{at}.rs")))?;
            let items = by_hand(&expanded, derives)?.replace(":: bitrix_api ::", ":: support ::");
            self.write(&format!("{name}/src/f{at}.rs"), &items)?;
            lib += &format!("pub mod f{at};\n");
        }
        self.write(&format!("{name}/src/lib.rs"), &lib)
    }

    fn write(&self, path: &str, text: &str) -> Outcome {
        Ok(fs::write(self.folder.join(path), text)?)
    }

    fn touch(&self, name: &str) -> Outcome {
        let lib = fs::File::options().append(true).open(self.folder.join(name).join("src/lib.rs"))?;
        Ok(lib.set_modified(std::time::SystemTime::now())?)
    }

    fn check(&self, name: &str, env: &[(&str, PathBuf)]) -> Outcome<Run> {
        const TIME: &str = "/usr/bin/time";
        let figures = self.folder.join("figures");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = if Path::new(TIME).exists() {
            let mut command = Command::new(TIME);
            command.args(["-f", "%U %M", "-o"]).arg(&figures).arg(cargo);
            command
        } else {
            Command::new(cargo)
        };
        command
            .args(["check", "--quiet", "--package", name])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("build"))
            .env("CARGO_INCREMENTAL", "0")
            .envs(env.iter().map(|(name, value)| (name, value)));
        let begun = Instant::now();
        if !command.status()?.success() {
            return Err(format!("`{name}` does not compile").into());
        }
        let wall = begun.elapsed().as_secs_f64();
        let figures = fs::read_to_string(figures).unwrap_or_default();
        let mut figures = figures.split_whitespace().map(|figure| figure.parse().unwrap_or(f64::NAN));
        let mut figure = || figures.next().unwrap_or(f64::NAN);
        Ok(Run { wall, user: figure(), memory: figure() / 1024.0 })
    }
}

/// Which of serde's traits a type gets.
#[derive(Clone, Copy)]
enum Derives {
    /// Both, on every type but the errors.
    Both,
    /// One where this library has one.
    Needed,
}

/// The items of an expanded module as one would write them for serde.
fn by_hand(expanded: &str, derives: Derives) -> Outcome<String> {
    let module = syn::parse_file(expanded)?.items.into_iter().find_map(|item| match item {
        Item::Mod(ItemMod { content: Some((_, items)), .. }) => Some(items),
        _ => None,
    });
    let items = module.ok_or("an expansion without a module")?;
    let implements = |name: &str, wanted: &str| {
        items.iter().filter_map(trait_and_type).any(|(implemented, of)| of == name && implemented == wanted)
    };
    let mut text = String::new();
    for item in &items {
        let mut item = item.clone();
        let is_error = without_method_error(&mut item);
        let (name, attributes) = match &mut item {
            Item::Struct(item) => {
                item.fields.iter_mut().for_each(serde_field);
                (item.ident.to_string(), &mut item.attrs)
            }
            Item::Enum(item) => {
                item.variants.iter_mut().for_each(serde_variant);
                (item.ident.to_string(), &mut item.attrs)
            }
            Item::Impl(item) if item.trait_.is_some() => continue,
            Item::Const(_) => continue,
            Item::Impl(item) => {
                // The constants of fields are nothing that serde would make either.
                item.items.retain(|it| match it {
                    syn::ImplItem::Fn(it) => it.sig.ident != "select",
                    it => !matches!(it, syn::ImplItem::Const(_)),
                });
                text += &item.into_token_stream().to_string();
                continue;
            }
            _ => {
                text += &item.into_token_stream().to_string();
                continue;
            }
        };
        let both = match derives {
            Derives::Both => !is_error,
            Derives::Needed => false,
        };
        let serialize = both || implements(&name, "Encode");
        let deserialize = both || implements(&name, "Decode");
        if serialize {
            attributes.push(parse_quote!(#[derive(::serde::Serialize)]));
        }
        if deserialize {
            attributes.push(parse_quote!(#[derive(::serde::Deserialize)]));
        }
        let mut item = item;
        if !serialize && !deserialize {
            without_serde(&mut item);
        }
        text += &item.into_token_stream().to_string();
        text.push('\n');
    }
    Ok(text)
}

/// Takes from a method's errors what makes them so; says whether the item is one.
fn without_method_error(item: &mut Item) -> bool {
    let Item::Enum(item) = item else { return false };
    let is_derive = |attribute: &Attribute| attribute.to_token_stream().to_string().contains("MethodError");
    if !item.attrs.iter().any(is_derive) {
        return false;
    }
    let clear = |attributes: &mut Vec<Attribute>| {
        let own = ["cases", "help", "placeholder"];
        attributes.retain(|attribute| !own.iter().any(|own| attribute.path().is_ident(own)));
    };
    item.attrs.retain(|attribute| !is_derive(attribute));
    item.attrs.push(parse_quote!(#[derive(__::Debug, __::Clone, __::PartialEq)]));
    clear(&mut item.attrs);
    for variant in &mut item.variants {
        clear(&mut variant.attrs);
        variant.fields.iter_mut().for_each(|field| clear(&mut field.attrs));
    }
    true
}

fn trait_and_type(item: &Item) -> Option<(String, String)> {
    let Item::Impl(item) = item else { return None };
    let (path, _) = item.trait_.as_ref()?;
    let syn::Type::Path(of) = &*item.self_ty else { return None };
    Some((path.segments.last()?.ident.to_string(), of.path.segments.last()?.ident.to_string()))
}

fn serde_field(field: &mut syn::Field) {
    let Some(name) = field.ident.as_ref().map(|name| name.to_string().trim_start_matches("r#").to_owned())
    else {
        return;
    };
    let ty = field.ty.to_token_stream().to_string();
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    let camel = words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..]);
    if camel != name {
        field.attrs.push(parse_quote!(#[serde(rename = #camel)]));
    }
    if ty.starts_with("__ :: Option") {
        field.attrs.push(parse_quote!(#[serde(skip_serializing_if = "__::Option::is_none")]));
    }
}

fn serde_variant(variant: &mut syn::Variant) {
    let word = variant.ident.to_string().to_uppercase();
    variant.attrs.push(match variant.fields {
        Fields::Unnamed(_) => parse_quote!(#[serde(untagged)]),
        Fields::Named(_) | Fields::Unit => parse_quote!(#[serde(rename = #word)]),
    });
    variant.fields.iter_mut().for_each(serde_field);
}

/// A type that serde does not get to see must not have its attributes.
fn without_serde(item: &mut Item) {
    let clear =
        |attributes: &mut Vec<Attribute>| attributes.retain(|attribute| !attribute.path().is_ident("serde"));
    match item {
        Item::Struct(item) => item.fields.iter_mut().for_each(|field| clear(&mut field.attrs)),
        Item::Enum(item) => {
            for variant in &mut item.variants {
                clear(&mut variant.attrs);
                variant.fields.iter_mut().for_each(|field| clear(&mut field.attrs));
            }
        }
        _ => {}
    }
}

/// A family like that of connectors.
const SPEC: &str = r#"spec = 1
family = "biconnector.f{at}"
extends = "biconnector"
doc = "Items of kind {at}: what a family of an ordinary API describes."

[entity.Item{at}]
doc = "An item: a few texts and numbers, and a list of settings."
id = { type = "integer", read_only = true, doc = "The item's identifier." }
title = { type = "string", required = true, not_empty = true, max_chars = 512, doc = "The name that users see." }
code = { type = "string", required = true, not_empty = true, max_chars = 64, doc = "The key that programs use." }
description = { type = "string", max_chars = 2048, doc = "What the item is for. May be empty." }
sort = { type = "integer", default = 100, doc = "The place among other items, lowest first." }
urlCheck = { type = "string", required = true, not_empty = true, max_chars = 2048, doc = "The endpoint that says whether it can be reached." }
kind = { enum = ["PUBLIC", "PRIVATE", "SHARED"], required = true, doc = "Who sees the item." }
isActive = { type = "boolean", default = true, doc = "Whether it is in use." }
ownerId = { type = "integer", doc = "The user it belongs to." }
settings = { type = "Setting[]", required = true, update = "replace", doc = "What has to be filled in. May be empty." }
dateCreate = { type = "datetime?", read_only = true, doc = "When it was added, by the portal's clock." }
dateUpdate = { type = "datetime?", read_only = true, doc = "When it was changed, by the portal's clock." }

[object.Setting]
doc = "One setting of an item."
code = { type = "string", max_chars = 512, doc = "The key under which the value is received." }
name = { type = "string", max_chars = 512, doc = "The label that users see. May be empty." }
type = { enum = ["STRING", "INT"], doc = "What the value is." }

[method.add]
doc = "Adds an item, and gives its identifier."

[method.update]
doc = "Changes the named fields of an item; the others keep their values."
errors = ["ITEM_NOT_FOUND"]

[method.get]
doc = "Gives one item."
errors = ["ITEM_NOT_FOUND"]

[method.list]
doc = "Gives the items, 50 a page. A page with fewer is the last."

[method.delete]
doc = "Removes an item that nothing uses."
errors = ["ITEM_NOT_FOUND", "ITEM_DELETE_RESTRICTED"]

[method.fields]
doc = "Says which fields this portal's items have."

[error]
ITEM_NOT_FOUND = { message = "Item was not found.", doc = "There is none with this identifier." }
ITEM_DELETE_RESTRICTED = { message = "Item cannot be removed. Remove what uses it first." }
"#;

/// What the types need of a library, with serde's derives.
const SUPPORT: &str = r#"use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Id<E> {
    value: u64,
    #[serde(skip)]
    entity: std::marker::PhantomData<fn() -> E>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateTime(String);

pub mod expansion {
    pub use core::clone::Clone;
    pub use core::cmp::PartialEq;
    pub use core::convert::{From, Into};
    pub use core::default::Default;
    pub use core::fmt::Debug;
    pub use core::option::Option::{self, None, Some};
    pub use core::primitive::{bool, i64, str};
    pub use core::result::Result::{self, Err, Ok};
    pub use std::string::String;
    pub use std::vec::Vec;

    pub use crate::{DateTime, Id};
    use serde::{Deserialize, Serialize};
    use std::marker::PhantomData;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct Undocumented {
        pub code: String,
        pub description: String,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(transparent, bound = "")]
    pub struct Filter<E> {
        conditions: Vec<(String, String)>,
        #[serde(skip)]
        entity: PhantomData<fn() -> E>,
    }

    impl<E> Default for Filter<E> {
        fn default() -> Self {
            Self { conditions: Vec::new(), entity: PhantomData }
        }
    }

    pub type Order<E> = Filter<E>;

    pub enum Empty {}
    #[derive(Debug, Clone, PartialEq)]
    pub enum Ready {}
    #[derive(Debug)]
    pub struct NothingToChange;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    pub struct NewFields<Required, Optional> {
        #[serde(flatten)]
        pub required: Required,
        #[serde(flatten)]
        pub optional: Optional,
    }

    impl<Required, Optional: Default> NewFields<Required, Optional> {
        pub fn of(required: Required) -> Self {
            Self { required, optional: Optional::default() }
        }
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(transparent, bound(serialize = "Patch: Serialize", deserialize = "Patch: Deserialize<'de>"))]
    pub struct Changes<Patch, State> {
        pub patch: Patch,
        #[serde(skip)]
        state: PhantomData<State>,
    }

    impl<Patch: Default> Changes<Patch, Empty> {
        pub fn none() -> Self {
            Self { patch: Patch::default(), state: PhantomData }
        }
    }

    impl<Patch: Default + PartialEq> Changes<Patch, Ready> {
        pub fn of(patch: Patch) -> Result<Self, NothingToChange> {
            if patch == Patch::default() { Err(NothingToChange) } else { Ok(Self { patch, state: PhantomData }) }
        }
    }

    impl<Patch, State> Changes<Patch, State> {
        pub fn made(self) -> Changes<Patch, Ready> {
            Changes { patch: self.patch, state: PhantomData }
        }
    }
}
"#;
