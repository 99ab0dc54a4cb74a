//! How a role of the theme looks in a form.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Here;
use crate::settings::{Colour, Tone};

pub(super) fn style(here: &Here, tone: Tone) -> Style {
    let look = here.settings.theme().look(tone);
    let mut style = Style::default();
    if here.colour {
        style.fg = look.fg.map(shade);
        style.bg = look.bg.map(shade);
    }
    let plain = !here.colour;
    let stands_out = matches!(tone, Tone::Warn | Tone::Danger | Tone::Focus | Tone::Key);
    for (wanted, modifier) in [
        (look.bold || (plain && stands_out), Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (
            look.underline || (plain && tone == Tone::Danger),
            Modifier::UNDERLINED,
        ),
        (look.reverse, Modifier::REVERSED),
    ] {
        if wanted {
            style = style.add_modifier(modifier);
        }
    }
    style
}

fn shade(colour: Colour) -> Color {
    match colour {
        Colour::Ansi(n) | Colour::Index(n) => Color::Indexed(n),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}
