package io.tapeline.signal.model;

/**
 * What a model is called where it runs, and how it is spoken to there.
 *
 * @param name of the model at its server
 * @param version the one that is asked, and no other
 * @param input the tensor that takes a row of features for each series
 * @param output the tensor that gives the answers
 * @param columns numbers that it gives for each row
 * @param column which of them is the answer, from 0 on
 */
public record Served(
    String name,
    String version,
    String input,
    Datatype datatype,
    String output,
    int columns,
    int column) {

  /** Of the numbers of the input, as the protocol names them. */
  public enum Datatype {
    FP32,
    FP64
  }
}
