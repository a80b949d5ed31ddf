package io.tapeline.http;

/** Who sees a request before it gets to its resource, the first one first. */
public enum FilterOrder {

  /** Whatever becomes of a request, its head has come. */
  CONNECTIONS(1_100),

  /** Before all that takes time. */
  TIMES(1_075),

  /** Before all that answers. */
  SECURITY_HEADERS(1_050),

  /** Before all that says anything of the request. */
  REQUEST_ID(1_000),

  /** Before whatever may answer, preflights among it, and so the last to hear that it is sent. */
  SIGNATURES(960),

  /** Before what refuses, so that pages can read problems as well. */
  ORIGINS(950),

  /** Before all that reads the address. */
  LENGTHS(900),

  /** After what is too long has been refused, before anybody waits for a body. */
  SLOW_BODIES(875),

  /** Before receipts take their questions' place. */
  GATE(850),

  /** Behind the gate: who waits for their turn there is not late yet. */
  DEADLINES(840),

  /** A receipt's question is asked in its place, and comes by all of them again. */
  RECEIPTS(800),

  /** The last of all: what it knows needs no resource. */
  REMEMBERED(790);

  private final int priority;

  FilterOrder(int priority) {
    this.priority = priority;
  }

  /** For Quarkus, whose own filters come after all of these. */
  public int priority() {
    return priority;
  }
}
