//! The signs of currencies: those of one, and those that several share, so that a file with them does not say which.

use domain::Currency;

/// The currency whose sign this is, if it is that of one alone.
pub(crate) fn currency(sign: char) -> Option<&'static str> {
    Some(match sign {
        '€' => "EUR",
        '£' => "GBP",
        '₹' => "INR",
        '₪' => "ILS",
        '₩' => "KRW",
        '₺' => "TRY",
        '₽' => "RUB",
        '₴' => "UAH",
        '₫' => "VND",
        '₦' => "NGN",
        '₱' => "PHP",
        '₸' => "KZT",
        '₾' => "GEL",
        '฿' => "THB",
        _ => return None,
    })
}

/// The dollar that the letters before the sign say: US$, A$.
pub(crate) fn dollar(before: &str) -> Option<&'static str> {
    Some(match before {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" => "SGD",
        "NT" => "TWD",
        "MX" => "MXN",
        "R" => "BRL",
        _ => return None,
    })
}

/// The currencies that have names of their own, beside those that are called after their country; without accents.
const NAMES: [(&str, &[&str]); 30] = [
    ("EUR", &["euro"]),
    ("GBP", &["pound", "pound sterling", "sterling", "uk pound", "british pound", "gb pound", "stg"]),
    ("USD", &["us dollar", "american dollar", "united states dollar"]),
    ("CHF", &["swiss franc", "franken", "schweizer franken", "franc suisse", "fr", "sfr"]),
    ("AUD", &["australian dollar"]),
    ("CAD", &["canadian dollar"]),
    ("NZD", &["new zealand dollar"]),
    ("SGD", &["singapore dollar"]),
    ("HKD", &["hong kong dollar"]),
    ("JPY", &["yen", "japanese yen"]),
    ("CNY", &["rmb", "renminbi", "yuan", "chinese yuan"]),
    ("INR", &["indian rupee"]),
    ("SEK", &["swedish krona", "swedish kronor"]),
    ("NOK", &["norwegian krone", "norwegian kroner"]),
    ("DKK", &["danish krone", "danish kroner"]),
    ("CZK", &["kč", "kc", "czech koruna", "czech crown"]),
    ("PLN", &["zł", "zl", "zloty", "złoty", "polish zloty"]),
    ("HUF", &["ft", "forint", "hungarian forint"]),
    ("RON", &["lei", "leu", "romanian leu"]),
    ("BGN", &["лв", "lev", "bulgarian lev"]),
    ("TRY", &["tl", "turkish lira"]),
    ("RUB", &["руб", "rouble", "ruble", "russian ruble"]),
    ("UAH", &["грн", "hryvnia"]),
    ("ILS", &["shekel", "israeli shekel"]),
    ("ZAR", &["rand", "south african rand"]),
    ("BRL", &["real", "reais", "brazilian real"]),
    ("MXN", &["mexican peso"]),
    ("KRW", &["won", "korean won"]),
    ("THB", &["baht", "thai baht"]),
    ("AED", &["dirham", "uae dirham"]),
];

/// The code of the currency that a text means by its sign or its name: `€`, `US$`, `Kč`, `U.S. Dollars`.
pub(crate) fn named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return currency(letter);
    }
    if let Some(before) = text.strip_suffix('$') {
        return dollar(before.trim_end());
    }
    if text.len() > 40 {
        return None;
    }
    let name = text.to_lowercase().replace('.', "");
    let one = name.strip_suffix('s').unwrap_or(&name);
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&name.as_str()) || names.contains(&one))
        .map(|(code, _)| *code)
}

/// The code of the currency whose short sign a word is, as it is written: `Kč`, `zł`, `US$`.
pub(crate) fn written(word: &str) -> Option<&'static str> {
    match word {
        "Kč" | "KČ" | "kč" => Some("CZK"),
        "zł" | "ZŁ" | "Zł" => Some("PLN"),
        // In small letters it is a length.
        "Ft" => Some("HUF"),
        other => dollar(other.strip_suffix('$')?),
    }
}

/// The signs that several currencies share, with these.
const SHARED: [(&str, &[&str]); 4] = [
    (
        "$",
        &[
            "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL", "BSD", "BBD",
            "BMD", "BND", "BZD", "FJD", "GYD", "JMD", "KYD", "NAD", "TTD", "UYU",
        ],
    ),
    ("¥", &["JPY", "CNY"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
    ("Rs", &["INR", "PKR", "LKR", "NPR", "MUR", "SCR"]),
];

/// What is left of a sign that went through the wrong encoding.
pub(crate) const BROKEN: &str = "\u{fffd}";

/// Whether a sign that several currencies share is used for this one.
pub fn may_be(sign: &str, currency: Currency) -> bool {
    SHARED.iter().any(|(known, codes)| *known == sign && codes.contains(&currency.code()))
}

/// The sign of several currencies in an amount, or the broken one of whichever it was.
pub(crate) fn shared(text: &str) -> Option<&'static str> {
    // Most amounts are digits and little else.
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-')) {
        return None;
    }
    let letter = |sign: char| match sign {
        '$' | '＄' => Some("$"),
        '¥' | '￥' => Some("¥"),
        '\u{fffd}' => Some(BROKEN),
        _ => None,
    };
    let word = |word: &str| ["kr", "Rs"].into_iter().find(|known| word.eq_ignore_ascii_case(known));
    text.chars()
        .find_map(letter)
        .or_else(|| text.split(|letter: char| !letter.is_alphabetic()).find_map(word))
}

/// Two currencies as a rate is quoted: EUR/USD is what one euro is in dollars.
pub(crate) fn pair(text: &str) -> Option<(domain::Currency, domain::Currency)> {
    let letters: String = text.chars().filter(char::is_ascii_uppercase).collect();
    let between = text.chars().filter(|letter| !letter.is_ascii_uppercase()).collect::<String>();
    let quoted = letters.len() == 6 && matches!(between.trim(), "" | "/" | "-" | ":") && text.len() <= 9;
    let (first, second) = letters.split_at_checked(3).filter(|_| quoted)?;
    Some((first.parse().ok()?, second.parse().ok()?))
}
