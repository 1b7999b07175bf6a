package peaberry.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MagicsTest {
  private final Magics magics = new Magics();

  @Test
  void magicsAreFoundByTheirNames() {
    assertThat(magics.line("time")).isInstanceOf(TimeMagic.class);
    assertThat(magics.cell("time")).isInstanceOf(TimeMagic.class);
    assertThat(magics.cell("html")).isInstanceOf(HtmlMagic.class);
  }

  @Test
  void aliasesFindTheSameMagic() {
    assertThat(magics.cell("js")).isSameAs(magics.cell("javascript"));
    assertThat(magics.line("hist")).isSameAs(magics.line("history"));
    assertThat(magics.find("nonsuch")).isNull();
    assertThat(magics.all().stream().map(Magic::name)).doesNotContain("js").doesNotHaveDuplicates();
  }

  @Test
  void everyMagicTellsHowItIsWritten() {
    for (Magic magic : magics.all()) {
      assertThat(magic.help()).as(magic.name()).contains(Magics.signs(magic).split(", ")[0]);
      assertThat(magic.help().lines()).as(magic.name()).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void everyMagicHasANameThatACellCanCallAndASummary() {
    for (Magic magic : magics.all()) {
      assertThat(
              Script.of(magic instanceof ShellMagic ? "!ls" : "%" + magic.name())
                  .calls()
                  .getFirst()
                  .name())
          .isEqualTo(magic.name());
      assertThat(magic.summary()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void anUnknownMagicIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> magics.line("tme"))
        .isInstanceOf(MagicException.class)
        .hasMessage(
            "there is no magic %tme; did you mean %time, %%time? (%lsmagic lists them all)");
    assertThatThrownBy(() -> magics.line("html")).hasMessageContaining("did you mean %%html?");
    assertThatThrownBy(() -> magics.cell("completelydifferent"))
        .hasMessage("there is no magic %%completelydifferent (%lsmagic lists them all)");
  }

  @Test
  void aMagicOfPythonsKernelIsToldWithWhatJavaHasForIt() {
    assertThatThrownBy(() -> magics.line("pip"))
        .hasMessage("%pip is Python's: a Java library is added with %maven group:artifact:version");
    assertThatThrownBy(() -> magics.line("matplotlib"))
        .hasMessage("%matplotlib is Python's: leave the line out; charts are shown without it");
    assertThatThrownBy(() -> magics.cell("python"))
        .hasMessage("%%python is Python's: this notebook's cells are Java");
  }

  @Test
  void durationsHaveThreeDigitsAndAUnit() {
    assertThat(TimeMagic.text(45_600)).isEqualTo("45 µs");
    assertThat(TimeMagic.text(1_234_000)).isEqualTo("1.23 ms");
    assertThat(TimeMagic.text(12_300_000_000L)).isEqualTo("12.3 s");
  }
}
