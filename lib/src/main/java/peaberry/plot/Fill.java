package peaberry.plot;

/**
 * What an area is filled with.
 *
 * @param color as {@code #rrggbb}
 * @param opacity 0 to 1
 */
record Fill(String color, double opacity) {
  static Fill of(String color) {
    return new Fill(color, 1);
  }
}
