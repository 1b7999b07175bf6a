package peaberry.random;

/** The beta distribution: Jöhnk's method where both parameters are at most 1, else two gammas. */
record Beta(double a, double b, Gamma first, Gamma second) {
  Beta(double a, double b) {
    this(a, b, new Gamma(a), new Gamma(b));
  }

  double draw(Algorithms algorithms) {
    if (a <= 1 && b <= 1) {
      return algorithms.smallBeta(a, b);
    }
    double x = first.draw(algorithms);
    double y = second.draw(algorithms);
    return x / (x + y);
  }
}
