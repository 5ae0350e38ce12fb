//! Inputs for the bounded run: seeds with some pieces moved, dropped, doubled or replaced. The same seed of the random
//! numbers gives the same inputs.

use fastrand::Rng;

/// What a mutation begins with, and the pieces that it puts in.
pub struct Material {
    /// Whole inputs.
    pub seeds: &'static [&'static str],
    /// Pieces that mean something where they land.
    pub pieces: &'static [&'static str],
}

/// For `spec_text`.
pub const SPECS: Material = Material {
    seeds: &[
        include_str!("../seeds/example.toml"),
        include_str!("../seeds/item.toml"),
        include_str!("../seeds/list.toml"),
        include_str!("../seeds/words.toml"),
    ],
    pieces: &[
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\r\n",
        "\t",
        "#",
        "\\",
        "\u{feff}",
        "é",
        "🦀",
        "\0",
        "null",
        "{}",
        "\\u00e9",
        "\\\"",
        "\u{301}",
        "0",
        "-1",
        "1e9",
        "99999999999999999999",
        "0x1F",
        "true",
        "false",
        "1979-05-27",
        "?",
        "[]",
        "map<",
        ">",
        "Self",
        "Self.id",
        "Self.patch",
        "Self.new",
        "Item",
        "Tag",
        "string",
        "integer",
        "boolean",
        "type",
        "enum",
        "write",
        "required",
        "read_only",
        "default",
        "update",
        "returned",
        "extends = \"circle\"\n",
        "extends = \"crm\"\n",
        "uses = [\"basic\"]\n",
        "[entity.Item]\n",
        "[object.Tag]\n",
        "[enum.Kind]\n",
        "[method.add]\n",
        "[error]\n",
        "when",
        "Self.title.max_chars",
        "#ID#",
        "*",
        "\\u00e9",
        "\\uD800",
    ],
};

/// For `answer_json`.
pub const ANSWERS: Material = Material {
    seeds: &[
        include_str!("../seeds/connector.json"),
        include_str!("../seeds/source.json"),
        include_str!("../seeds/deal.json"),
        include_str!("../seeds/user.json"),
        "[]",
        "true",
        "0",
        "\"2026-01-02T03:04:05+00:00\"",
        "null",
    ],
    pieces: &[
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1e999",
        "1.5",
        "\"\"",
        "\"0\"",
        "[]",
        "{}",
        "[[[[[[[[",
        "99999999999999999999",
        "-9223372036854775808",
        "\"Y\"",
        "\"N\"",
        "\"id\":",
        "\"item\":",
        "\"ID\":",
        "\"UF_CRM_1\":",
        "\"settings\":",
        "\\u0000",
        "\\ud83d",
        "\u{feff}",
        "é",
        "🦀",
        "\"2026-02-30\"",
        "\"9999-12-31T23:59:60+25:00\"",
        " ",
        "\n",
    ],
};

/// For `host_form`.
pub const FORMS: Material = Material {
    seeds: &[
        include_str!("../seeds/data.form"),
        include_str!("../seeds/plain.form"),
        "searchString=sales&connection[login]=user&connection[port]=80",
        "",
    ],
    pieces: &[
        "&",
        "=",
        "[",
        "]",
        "[]",
        "][",
        "%",
        "%5B",
        "%5D",
        "%00",
        "%FF",
        "%zz",
        "+",
        "\0",
        "é",
        "🦀",
        "\u{feff}",
        "[0]",
        "[-1]",
        "[9223372036854775807]",
        "[LOGIC]=OR",
        "[LOGIC]=x",
        "table",
        "select",
        "filter",
        "limit",
        "mapFields",
        "connection",
        "login",
        "port",
        ">%3D",
        "><",
        "!><",
        "!%25",
        "@",
        "!",
        "99999999999999999999",
        "-1",
        "0",
        "18446744073709551615",
        "a[b][c][d][e][f][g]",
        "filter[0][0][0][0][0][0][0][0]",
        ".",
        " ",
        "DEAL",
        "deal_id",
        "&&",
        "&=&",
        "\n",
    ],
};

impl Material {
    /// One input.
    #[must_use]
    pub fn mutate(&self, random: &mut Rng) -> Vec<u8> {
        let mut bytes = pick(self.seeds, random).as_bytes().to_vec();
        for _ in 0..random.usize(1..=6) {
            self.change(&mut bytes, random);
        }
        bytes
    }

    fn change(&self, bytes: &mut Vec<u8>, random: &mut Rng) {
        let from = random.usize(..=bytes.len());
        let most = if random.bool() { 4 } else { 60 };
        let to = (from + random.usize(..=most)).min(bytes.len());
        match random.u8(..8) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let piece = bytes[from..to].to_vec();
                let at = random.usize(..=bytes.len());
                bytes.splice(at..at, piece);
            }
            2 => bytes.truncate(from),
            3 => {
                let other = pick(self.seeds, random).as_bytes();
                let start = random.usize(..=other.len());
                let end = (start + random.usize(..=80)).min(other.len());
                bytes.splice(from..from, other[start..end].iter().copied());
            }
            4 => bytes[from..to].iter_mut().take(1).for_each(|byte| *byte = random.u8(..)),
            5 | 6 => drop(bytes.splice(from..from, pick(self.pieces, random).bytes())),
            _ => drop(bytes.splice(from..to, pick(self.pieces, random).bytes())),
        }
    }
}

/// Bytes to make a plausible spec of, for `spec_toml`.
#[must_use]
pub fn bytes(random: &mut Rng) -> Vec<u8> {
    let mut bytes = vec![0; random.usize(48..=480)];
    random.fill(&mut bytes);
    bytes
}

fn pick(all: &[&'static str], random: &mut Rng) -> &'static str {
    all.get(random.usize(..all.len())).copied().unwrap_or_default()
}
