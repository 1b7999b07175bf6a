package peaberry.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Widgets outside of a notebook; what is said to front ends is tested on a running kernel. */
class WidgetsTest {

  @Test
  void aListenerHearsOfEachChangeOnce() {
    List<Integer> heard = new ArrayList<>();
    IntSlider slider = IntSlider.of(0, 10).onChange(heard::add);
    slider.value(3).value(3).value(99);
    assertThat(heard).containsExactly(3, 10);
    assertThat(slider.value()).isEqualTo(10);
  }

  @Test
  void aListenerMayMoveItsOwnWidget() {
    List<Integer> heard = new ArrayList<>();
    IntSlider even = IntSlider.of(0, 10);
    even.onChange(value -> even.value(value / 2 * 2));
    even.onChange(heard::add);
    even.value(5);
    assertThat(even.value()).isEqualTo(4);
    assertThat(heard).contains(4);
  }

  @Test
  void whatAFrontEndSendsBecomesAValueOfTheRightType() {
    FloatSlider slider = FloatSlider.of(0, 1);
    slider.changed(Map.of("value", 1L));
    assertThat(slider.value()).isEqualTo(1.0);
    IntSlider whole = IntSlider.of(0, 10);
    whole.changed(Map.of("value", 7.0));
    assertThat(whole.value()).isEqualTo(7);
  }

  @Property
  void anIntSliderStaysBetweenItsEndsWhateverIsSent(@ForAll double sent) {
    IntSlider slider = IntSlider.of(-5, 5).value(2);
    slider.changed(Map.of("value", sent));
    assertThat(slider.value()).isBetween(-5, 5);
  }

  @Property
  void aFloatSliderStaysBetweenItsEndsWhateverIsSent(@ForAll double sent) {
    FloatSlider slider = FloatSlider.of(-5, 5).value(2.0);
    slider.changed(Map.of("value", sent));
    assertThat(slider.value()).isBetween(-5.0, 5.0);
  }

  @Test
  void aDropdownTakesItsOptionsAlone() {
    Dropdown<Double> rate = Dropdown.of(0.1, 0.01).value(0.01);
    assertThat(rate.value()).isEqualTo(0.01);
    assertThatThrownBy(() -> rate.value(0.5)).hasMessage("expected one of [0.1, 0.01], got 0.5");
  }

  @Test
  void wrongArgumentsAreRefusedInWords() {
    assertThatThrownBy(() -> IntSlider.of(3, 2)).hasMessage("expected min <= max, got 3 and 2");
    assertThatThrownBy(() -> FloatSlider.of(0, Double.NaN))
        .hasMessage("expected finite min <= max, got 0.0 and NaN");
    assertThatThrownBy(() -> IntSlider.of(0, 9).step(0))
        .hasMessage("expected a positive step, got 0");
    assertThatThrownBy(() -> FloatSlider.of(0, 9).value(Double.NaN))
        .hasMessage("expected a number, got NaN");
    assertThatThrownBy(() -> Dropdown.of()).hasMessage("expected one option or more, got none");
  }

  @Test
  void aBoxIsTextWhereNoWidgetsAreShown() {
    VBox box = VBox.of(IntSlider.of(0, 9).description("depth"), Button.of("Go"));
    assertThat(box.toMimeBundle().data())
        .isEqualTo(Map.of("text/plain", "IntSlider depth: 0\nButton Go"));
  }

  @Test
  void interactCallsItsFunctionAtOnceAndAfterEachChange() {
    List<Object> calls = new ArrayList<>();
    IntSlider a = IntSlider.of(0, 9);
    Checkbox b = Checkbox.of(false);
    Text c = Text.of("x");
    Widgets.interact((x, y, z) -> calls.add(List.of(x, y, z)) ? null : null, a, b, c);
    a.value(4);
    b.value(true);
    c.value("y");
    assertThat(calls)
        .containsExactly(
            List.of(0, false, "x"),
            List.of(4, false, "x"),
            List.of(4, true, "x"),
            List.of(4, true, "y"));
  }
}
