"""A publisher's own template for boxes: what it may hold, what becomes of hostile titles, how mistakes are told."""

from pathlib import Path

import pytest

import adlayout
from adlayout.errors import RuleFileError, UsageError
from adlayout.markup import templated
from adlayout.rulefile import rule_files
from adlayout.rulefile.show import show
from adlayout.template import Faulty, Shown, check
from tests.checked import finish_checked
from tests.related.sites import FOUR, page

GOOD = """<nav class="teaser">
  <p class="head">{{ heading }}</p>
  <ul>
  {% for link in links %}
    <li><a href="{{ link.url }}" title="{{ link.title }}">
      {% if link.picture %}
      <img src="{{ link.picture }}" alt="" width="{{ link.width }}" height="{{ link.height }}" loading="lazy">
      {% endif %}
      {{ link.title }}</a></li>
  {% endfor %}
  </ul>
</nav>
"""
BAD = {
    '<div class="x"></div>': (1, "begin it with <nav"),
    "\n<nav>{{ heading }}</nav>": (2, "give the <nav> a class"),
    '<nav class="a"></nav>\n<p>x</p>': (1, "more than the one <nav>"),
    '<nav class="a"></nav> text': (1, "more than the one <nav>"),
    '<nav class="a">\n<b>{{ heading }}</nav>': (2, "browsers repair its <b>"),
    '<nav class="a"><p><div>x</div></p></nav>': (1, "browsers repair its <p>"),
    '<nav class="a"><a href={{ links[0].url }} title={{ links[0].title }}>x</a></nav>': (0, "attributes in quotes"),
    '<nav class="a">\n{{ heading | safe }}</nav>': (2, "No filter named 'safe'"),
    '<nav class="a">{% autoescape false %}{{ heading }}{% endautoescape %}</nav>': (0, "can break it"),
    '<nav class="a">\n\n<script>var x = "{{ heading }}"</script></nav>': (3, "a value stands in <script>"),
    '<nav class="a">\n<a onclick="f({{ heading }})">x</a></nav>': (2, "a value stands in onclick="),
    '<nav class="a" style="color:{{ heading }}">x</nav>': (1, "a value stands in style="),
    '<nav class="a"><a href="{{ heading }}">x</a></nav>': (1, "write {{ link.url }}"),
    '<nav class="a">\n\n{{ linkz[0] }}</nav>': (3, "'linkz' is undefined"),
    '<nav class="a">\n{% for x in %}</nav>': (2, "Expected an expression"),
    '<nav class="a">\n{{ links[1].title }}</nav>': (2, "no element 1"),
    '<nav class="a">\n{{ "".__class__.__mro__ }}</nav>': (2, "unsafe"),
    '<nav class="a">{{ links.clear() }}</nav>': (1, "unsafe"),
    '<nav class="a">{% include "/etc/passwd" %}</nav>': (1, "no loader"),
    '<nav class="a" data-adlayout="x"></nav>': (1, "adlayout's own mark"),
    '<nav class="a"><a title="a < b">x</a></nav>': (1, "write &lt;"),
}


@pytest.mark.parametrize("text", BAD)
def test_what_a_template_may_not_do(text: str) -> None:
    with pytest.raises(Faulty) as found:
        check(text)
    line, said = BAD[text]
    assert said in str(found.value)
    assert found.value.line == line


def test_hostile_titles_are_text() -> None:
    check(GOOD)
    links = [Shown("</a><script>alert('x')</script> {{ 7 * 7 }}\u202e", "/x?a=1&b='2", "/bild.jpg", 3, 2)]
    html = templated("more", GOOD, heading='A "B" <C>', links=links, ordinal=2)
    assert html.startswith('<nav data-adlayout="more" aria-label="A &#34;B&#34; &lt;C&gt; 2" class="teaser">')
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7 * 7 }}</a>" in html
    assert 'href="/x?a=1&amp;b=&#39;2"' in html
    with pytest.raises(UsageError, match="neither http"):
        templated("more", GOOD, heading="A", links=[Shown("T", "javascript:alert(1)")])


def test_a_root_that_is_named_keeps_its_name() -> None:
    html = templated("more", '<nav class="a" aria-label="Mehr">x</nav>', heading="A", links=[Shown("T", "/")])
    assert html == '<nav data-adlayout="more" class="a" aria-label="Mehr">x</nav>'


def write(folder: Path, template: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "boxes").mkdir(exist_ok=True)
    (folder / "boxes" / "end.html").write_text(template, "utf-8")
    links = '[{ title = "Der <Hafen>", url = "/hafen/" }, { title = "Brot", url = "/brot/" }]'
    box = f'name = "more"\nat = "end"\ncount = 2\ntemplate = "boxes/end.html"\nlinks = {links}\n'
    (folder / "adlayout.toml").write_text(f'extends = "default"\n[[related]]\n{box}{more}', "utf-8")
    return folder / "adlayout.toml"


def test_a_page_with_the_sites_own_box(tmp_path: Path) -> None:
    file = write(tmp_path / "site", GOOD)
    rules = adlayout.load_rules(file)
    html = finish_checked(page("muehle", f"{FOUR['muehle']} {FOUR['brot']}"), rules, url="/muehle/").html
    assert b'<nav data-adlayout="more" aria-label="Lesen Sie auch" class="teaser">' in html
    assert b"Der &lt;Hafen&gt;</a>" in html
    assert b"nav[data-adlayout]:not(#_):not(#_):not([class])" in html  # our styles are for our boxes
    assert 'template = "boxes/end.html"' in show(rules)
    assert adlayout.check(html, rules, url="/muehle/") == ()
    # The checker knows the template's elements, and no others.
    assert adlayout.check(html.replace(b"Der &lt;Hafen&gt;", b"Der <em>Hafen</em>"), rules, url="/muehle/")
    assert file.parent / "boxes" / "end.html" in rule_files(file)


def test_rules_are_other_ones_when_the_template_is(tmp_path: Path) -> None:
    before = adlayout.load_rules(write(tmp_path / "site", GOOD)).digest
    assert adlayout.load_rules(write(tmp_path / "site", GOOD)).digest == before
    assert adlayout.load_rules(write(tmp_path / "site", GOOD.replace('"head"', '"kopf"'))).digest != before


def test_mistakes_are_told_when_the_rule_file_is_loaded_with_both_places(tmp_path: Path) -> None:
    file = write(tmp_path / "site", '<nav class="a">\n<b>{{ heading }}</nav>')
    with pytest.raises(RuleFileError) as found:
        adlayout.load_rules(file)
    template = file.parent / "boxes/end.html"
    (problem,) = found.value.problems
    assert problem.startswith(f"{file}:6:12: template: {template}:2: browsers repair its <b>")
    template.write_bytes(b"<nav class='a'>\xff</nav>")
    with pytest.raises(RuleFileError, match="is not UTF-8"):
        adlayout.load_rules(file)
    template.unlink()
    with pytest.raises(RuleFileError, match=r"end\.html: cannot be read: No such file"):
        adlayout.load_rules(file)
