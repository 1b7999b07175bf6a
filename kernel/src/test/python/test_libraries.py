"""Libraries from Maven repositories and from files, over the wire. No test asks the network."""

import hashlib
import re
import zipfile

import pytest

from conftest import Kernel
from repository import Repository, compile_jar, dependency


@pytest.fixture
def repository(tmp_path):
    repository = Repository(tmp_path)
    yield repository
    repository.close()


@pytest.fixture
def notebook(repository):
    kernel = Kernel(env=repository.environment)
    yield kernel
    kernel.stop()


def failure(result):
    assert result.status == "error"
    content = result.reply["content"]
    assert content["ename"] == "MagicException"
    assert content["evalue"] in "\n".join(content["traceback"])
    return content["evalue"]


def deploy_salad(repository, *, fruit):
    pear = repository.fruit(fruit)
    source = "package salad; public class Bowl { public static String of() { return new fruit.Pear().version(); } }"
    repository.deploy("org.salad:salad:1.0", {"salad/Bowl.java": source}, f"org.fruit:fruit:{fruit}", class_path=[pear])


@pytest.mark.parametrize("magic", ["maven", "addMavenDependency", "addMavenDependencies"])
def test_a_library_comes_with_what_it_needs_and_the_cell_can_use_it_at_once(notebook, repository, magic):
    deploy_salad(repository, fruit="1.0")
    result = notebook.execute(f"%{magic} org.salad:salad:1.0\nimport salad.*;\nBowl.of() + fruit.Pear.version()")
    assert result.value() == "1.01.0"


def test_a_download_is_shown_in_html_and_in_text_and_what_is_there_asks_nobody(notebook, repository, start):
    deploy_salad(repository, fruit="1.0")
    result = notebook.execute("%maven org.salad:salad:1.0")
    shown = [*result.of("display_data"), *result.of("update_display_data")]
    assert shown[-1]["data"]["text/plain"].startswith("Downloaded 4 files, ")
    assert shown[-1]["data"]["text/plain"].endswith(" from here")
    assert shown[-1]["data"]["text/html"].startswith("<div>Downloaded")
    assert all(one["transient"] == shown[0]["transient"] for one in shown)
    repository.asked.clear()
    other = start(env=repository.environment)
    result = other.execute("%maven org.salad:salad:1.0\nsalad.Bowl.of()")
    assert result.value() == "1.0"
    assert not result.of("display_data") and not repository.asked


def test_a_missing_artifact_is_named_with_the_repositories_and_nothing_changes(notebook, repository):
    before = notebook.execute("%classpath").text()
    message = failure(notebook.execute('%maven org.fruit:nowhere:1.0\nSystem.out.println("ran");'))
    assert message == (
        "there is no org.fruit:nowhere:jar:1.0 in the repositories that were asked: "
        f"here ({repository.url})"
    )
    assert notebook.execute("%classpath").text() == before
    repository.fruit("1.0")
    assert notebook.execute("%maven org.fruit:fruit:1.0\nfruit.Pear.version()").value() == "1.0"


def test_a_wrong_checksum_is_an_error(notebook, repository):
    jar = repository.fruit("1.0")
    jar.with_name(jar.name + ".sha1").write_text("0" * 40)
    assert "the checksum of org.fruit:fruit:jar:1.0" in failure(notebook.execute("%maven org.fruit:fruit:1.0"))


@pytest.mark.parametrize(
    "line, message",
    [
        ("%maven", "expected group:artifact:version after %maven"),
        ("%maven org.fruit", "got org.fruit"),
        ("%maven --from", "expected a repository after --from"),
        ("%maven --from nonsuch a:b:1", "there is no repository nonsuch"),
        ("%mavenRepo here", "expected %mavenRepo id url, got here"),
        ("%mavenRepo here nowhere", "expected the URL of a repository, got nowhere"),
        ("%jars", "expected the path of a jar after %jars, got nothing"),
        ("%jars nonsuch.jar", "there is no file and no folder"),
        ("%jars nonsuch/*.jar", "there is no file that fits nonsuch/*.jar"),
        ('%jars "a b', 'expected a closing "'),
        ("%classpath nonsuch", "there is no file and no folder"),
        ("%loadFromPOM", "expected the path of a POM"),
        ("%loadFromPOM nonsuch.xml", "there is no POM"),
        ("%%loadFromPOM\n", "expected a POM"),
        ("%%loadFromPOM\nno xml", "expected XML elements such as <dependency>, got no xml"),
        ("%%loadFromPOM nonsuch\n<dependency/>", "expected a scope such as compile or test, got nonsuch"),
        ("%%loadFromPOM\n<dependency>\n<groupId>a</dependency>", "the POM is not XML, in line 3 of the cell"),
        ("%%loadFromPOM\n<project><dependencies><nonsuch/></dependencies>", "the POM is not XML"),
        ("%%loadFromPOM\n<dependency><groupId>a</groupId></dependency>", "the POM cannot be used: "),
    ],
)
def test_a_bad_argument_is_an_error_of_one_sentence(kernel, line, message):
    assert message in failure(kernel.execute(line))
    assert kernel.execute("1 + 1").value() == "2"


def test_a_jar_that_is_none_is_an_error_and_nothing_changes(notebook, tmp_path):
    (tmp_path / "no.jar").write_text("no jar")
    before = notebook.execute("%classpath").text()
    assert f"expected a jar or a folder, but {tmp_path}/no.jar" in failure(notebook.execute(f"%jars {tmp_path}/no.jar"))
    assert notebook.execute("%classpath").text() == before


def test_jars_and_folders_are_added_by_path_and_by_pattern(notebook, tmp_path):
    libraries = tmp_path / "some jars" / "deep"
    libraries.mkdir(parents=True)
    compile_jar(libraries / "a-1.jar", {"a/A.java": "package a; public class A {}"})
    compile_jar(libraries / "b-1.jar", {"b/B.java": "package b; public class B {}"})
    compile_jar(libraries / "c-1.jar", {"c/C.java": "package c; public class C {}"})
    assert notebook.execute(f'%jars "{tmp_path}/some jars/deep/a*.jar"\nnew a.A().getClass().getName()').value() == "a.A"
    assert notebook.execute(f'%jars "{tmp_path}/**/b-1.jar"\nnew b.B().getClass().getName()').value() == "b.B"
    classes = libraries / "c-1.work" / "classes"
    assert notebook.execute(f'%classpath "{classes}"\nnew c.C().getClass().getName()').value() == "c.C"
    assert f"{classes}\n" in notebook.execute("%classpath").text()


def test_a_repository_can_be_added(notebook, repository, tmp_path):
    repository.fruit("1.0")
    repository.settings("")
    mine = repository.remote.as_uri()
    assert notebook.execute(f"%mavenRepo mine {mine}").status == "ok"
    assert notebook.execute("%mavenRepo").text() == f"mine {mine}\n"
    assert notebook.execute("%maven --from mine org.fruit:fruit:1.0\nfruit.Pear.version()").value() == "1.0"


def test_jbangs_lines_are_understood_at_the_start_of_a_cell(notebook, repository):
    deploy_salad(repository, fruit="1.0")
    repository.settings("<mirror><id>no</id><mirrorOf>central</mirrorOf><url>file:///nonsuch</url></mirror>")
    code = (
        '///usr/bin/env jbang "$0" "$@" ; exit $?\n'
        "//DEPS org.salad:salad:1.0,\n"
        f"//REPOS mine={repository.url}\n\n"
        "import salad.Bowl;\n"
        "//DEPS this.is:only:acomment\n"
        "Bowl.of()"
    )
    assert notebook.execute(code).value() == "1.0"


def test_a_pom_or_pieces_of_one_bring_their_dependencies(notebook, repository, tmp_path):
    deploy_salad(repository, fruit="1.0")
    repository.deploy("org.nuts:nuts:2", {"nuts/Nut.java": "package nuts; public class Nut {}"})
    repository.settings("")
    pieces = (
        f"%%loadFromPOM\n<repository>\n<id>mine</id><url>{repository.url}</url>\n</repository>\n"
        "<properties><v>1.0</v></properties>\n" + dependency("org.salad:salad:${v}")
    )
    assert notebook.execute(pieces).status == "ok"
    assert notebook.execute("salad.Bowl.of()").value() == "1.0"
    (tmp_path / "pom.xml").write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
        f"<version>1</version><repositories><repository><id>mine</id><url>{repository.url}</url></repository>"
        f"</repositories><dependencies>{dependency('org.nuts:nuts:2')}</dependencies></project>"
    )
    assert notebook.execute(f"%loadFromPOM {tmp_path}/pom.xml compile\nnew nuts.Nut() != null").value() == "true"


def test_another_version_of_what_is_in_use_is_an_error_that_says_what_to_do(notebook, repository):
    repository.fruit("1.0")
    repository.fruit("2.0")
    assert notebook.execute("%maven org.fruit:fruit:1.0").status == "ok"
    assert notebook.execute("%maven org.fruit:fruit:2.0\nfruit.Pear.version()").value() == "2.0"
    assert failure(notebook.execute("%maven org.fruit:fruit:1.0")) == (
        "fruit 2.0 is in use, so fruit 1.0 cannot take its place now: restart the kernel and load fruit 1.0 first"
    )
    assert notebook.execute("fruit.Pear.version()").value() == "2.0"


def test_what_was_there_first_is_kept_when_a_later_library_needs_another_version(notebook, repository):
    repository.fruit("2.0")
    assert notebook.execute("%maven org.fruit:fruit:2.0\nfruit.Pear.version()").value() == "2.0"
    deploy_salad(repository, fruit="1.0")
    result = notebook.execute("%maven org.salad:salad:1.0\nsalad.Bowl.of()")
    assert result.value() == "2.0" and result.text("stderr") == ""


def test_renderers_and_magics_of_an_added_jar_are_known_at_once(notebook, repository):
    assert notebook.execute("var list = List.of(1, 2); list").value() == "[1, 2]"
    repository.deploy(
        "org.view:view:1",
        {
            "view/Thing.java": "package view; public class Thing {}",
            "view/ThingRenderer.java": "package view; import peaberry.kernel.display.*;"
            "public class ThingRenderer implements Renderer<Thing> {"
            "public Class<Thing> type() { return Thing.class; }"
            'public MimeBundle render(Thing t) { return MimeBundle.text("a thing").with("text/html", "<b>thing</b>"); }}',
            "view/ListRenderer.java": "package view; import peaberry.kernel.display.*;"
            "public class ListRenderer implements Renderer<java.util.List<?>> {"
            "@SuppressWarnings({\"unchecked\", \"rawtypes\"})"
            "public Class<java.util.List<?>> type() { return (Class) java.util.List.class; }"
            'public MimeBundle render(java.util.List<?> t) { return MimeBundle.text("rendered"); }}',
            "view/HelloMagic.java": "package view; import peaberry.kernel.magic.*; import peaberry.kernel.cell.Outcome;"
            'public class HelloMagic implements LineMagic { public String name() { return "hello"; }'
            'public String summary() { return "greets"; }'
            "public Outcome line(String to, MagicContext context) {"
            'context.console().out("hello " + to); return new Outcome.Nothing(); }}',
        },
        resources={
            "META-INF/services/peaberry.kernel.display.Renderer": "view.ThingRenderer\nview.ListRenderer\nview.Nonsuch\n",
            "META-INF/services/peaberry.kernel.magic.Magic": "view.HelloMagic\nview.Nonsuch\n",
        },
    )
    result = notebook.execute("%maven org.view:view:1\nnew view.Thing()")
    (shown,) = result.of("execute_result")
    assert shown["data"] == {"text/plain": "a thing", "text/html": "<b>thing</b>"}
    assert "a magic of a library cannot be used" in result.text("stderr")
    assert notebook.execute("%hello you").text() == "hello you"
    assert notebook.execute("list").value() == "rendered"
    assert "hello" in notebook.execute("%lsmagic").text()


def test_a_download_can_be_interrupted_and_tried_again(notebook, repository):
    repository.fruit("1.0")
    repository.stalled = re.compile(r"\.jar$")
    request = notebook.kc.execute("%maven org.fruit:fruit:1.0")
    notebook.until("status", lambda content: content["execution_state"] == "busy")
    while not any(path.endswith(".jar") for path in repository.asked):
        pass
    notebook.interrupt()
    assert notebook.reply(request)["content"]["ename"] == "KeyboardInterrupt"
    notebook.outputs(request)
    repository.stalled = re.compile("$^")
    assert notebook.execute("%maven org.fruit:fruit:1.0\nfruit.Pear.version()").value() == "1.0"


def test_the_kernels_own_resolver_and_json_are_not_seen_by_cells(notebook, repository):
    repository.fruit("1.0")
    notebook.execute("%maven org.fruit:fruit:1.0")
    for name in ("org.eclipse.aether.RepositorySystem", "com.google.gson.Gson", "org.apache.http.HttpHost"):
        assert notebook.execute(f"{name}.class").status == "error"
        look = f'Class.forName("{name}")'
        assert notebook.execute(look).reply["content"]["ename"] == "java.lang.ClassNotFoundException"


def test_completion_knows_the_classes_of_an_added_jar_and_the_coordinates_at_hand(notebook, repository):
    repository.fruit("1.0")
    assert notebook.execute("1 + 1").value() == "2"

    def complete(code):
        return notebook.ask("complete_request", {"code": code, "cursor_pos": len(code)})["matches"]

    assert not any("Pear" in match for match in complete("import fruit.P"))
    assert notebook.execute("%maven org.fruit:fruit:1.0").status == "ok"
    assert any("Pear" in match for match in complete("import fruit.P"))
    assert any("version" in match for match in complete("fruit.Pear.ver"))
    assert complete("%maven org.fruit:fr") == ["org.fruit:fruit:"]
    assert complete("%maven org.fruit:fruit:") == ["org.fruit:fruit:1.0"]


DOCUMENTED = """package fruit;
/** A fruit with a neck. */
public class Quince {
  /** How it tastes.
    * @param raw whether it is not cooked */
  public static String taste(boolean raw) { return raw ? "sour" : "sweet"; }
}
"""


def test_sources_beside_a_jar_are_its_documentation_and_are_fetched_only_when_asked_for(start, repository):
    jar = repository.deploy("org.fruit:quince:1.0", {"fruit/Quince.java": DOCUMENTED})
    sources = jar.with_name("quince-1.0-sources.jar")
    with zipfile.ZipFile(sources, "w") as archive:
        archive.writestr("fruit/Quince.java", DOCUMENTED)
    sources.with_name(sources.name + ".sha1").write_text(hashlib.sha1(sources.read_bytes()).hexdigest())
    kernel = start(env=repository.environment)
    code = "fruit.Quince.taste(true)"

    def page(detail=0):
        return kernel.reply(kernel.kc.inspect(code, code.index("taste") + 2, detail))["content"]["data"]["text/plain"]

    assert kernel.execute("%maven org.fruit:quince:1.0").status == "ok"
    assert "taste(boolean" in page() and "How it tastes" not in page()
    assert not any("sources" in path for path in repository.asked)
    fetched = kernel.execute("%maven --sources org.fruit:quince:1.0")
    assert fetched.status == "ok" and fetched.text("stderr") == ""
    asked = len(repository.asked)
    assert "How it tastes." in page() and "whether it is not cooked" in page()
    assert '"sour"' in page(detail=1) and '"sour"' not in page()
    assert len(repository.asked) == asked, "what is typed must not ask the network"
    repository.fruit("1.0")
    none = kernel.execute("%maven --sources org.fruit:fruit:1.0")
    assert none.status == "ok" and "no sources of org.fruit:fruit:1.0" in none.text("stderr")
