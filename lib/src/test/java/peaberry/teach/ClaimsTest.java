package peaberry.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClaimsTest {
  @Test
  void aClaimIsWrittenWithEachSeedsValue() {
    assertThat(
            new Claims().with("p", "MLE is near p", "0.706", new double[] {0.7, 0.71}, true, "so"))
        .hasToString(
            "{\"p\":{\"text\":\"MLE is near p\",\"printed\":\"0.706\",\"values\":[0.7,0.71],"
                + "\"holds\":true,\"why\":\"so\"}}");
  }

  @Test
  void aClaimWithoutAMeasurementIsRefused() {
    var claims = new Claims().with("p", "text", "1", 1, true, "why");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims.with("q", "text", "1", new double[0], true, "why"))
        .withMessageContaining("a claim is measured");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims.with("q", "text", "1", Double.NaN, true, "why"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> claims.with("p", "text", "1", 2, true, "why"))
        .withMessageContaining("called p already");
  }
}
