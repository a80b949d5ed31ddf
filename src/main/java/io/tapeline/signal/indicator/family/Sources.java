package io.tapeline.signal.indicator.family;

/** Books and papers that more than one indicator is from. */
final class Sources {

  static final String WILDER = "J. Welles Wilder, New Concepts in Technical Trading Systems, 1978";
  static final String KAUFMAN = "Perry Kaufman, Trading Systems and Methods";
  static final String CHANDE = "Tushar Chande, Stanley Kroll, The New Technical Trader, 1994";
  static final String WILLIAMS = "Bill Williams, New Trading Dimensions, 1998";
  static final String CHAIKIN = "Marc Chaikin, in: Steven Achelis, Technical Analysis from A to Z";
  static final String ACHELIS = "Steven Achelis, Technical Analysis from A to Z, 1995";
  static final String STATISTICS = "any textbook of statistics";

  private Sources() {}
}
