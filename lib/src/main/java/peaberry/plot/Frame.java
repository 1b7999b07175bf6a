package peaberry.plot;

/** A rectangle in pixels from the top left corner: what a panel's axes enclose. */
record Frame(double left, double top, double right, double bottom) {
  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double x(double share) {
    return left + share * width();
  }

  /** From the bottom upwards. */
  double y(double share) {
    return bottom - share * height();
  }
}
