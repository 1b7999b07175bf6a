package peaberry.learn;

/** What of the mean is a linear function of the features. */
public enum Link {
  /** Its logarithm: features multiply the mean, which stays positive. */
  LOG {
    @Override
    double mean(double linear) {
      return Math.exp(linear);
    }

    @Override
    double linear(double mean) {
      return Math.log(mean);
    }

    @Override
    double slope(double mean) {
      return 1 / mean;
    }
  },
  /** The mean itself: features add to it. */
  IDENTITY {
    @Override
    double mean(double linear) {
      return linear;
    }

    @Override
    double linear(double mean) {
      return mean;
    }

    @Override
    double slope(double mean) {
      return 1;
    }
  };

  abstract double mean(double linear);

  abstract double linear(double mean);

  /** The derivative of the linear part by the mean. */
  abstract double slope(double mean);
}
