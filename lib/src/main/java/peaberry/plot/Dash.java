package peaberry.plot;

/** How a line is drawn. */
enum Dash {
  SOLID,
  DASHED
}
