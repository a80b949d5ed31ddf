package io.tapeline.http;

/**
 * A wire record without nested ones that writes itself, because lists of it are long: all of its
 * fields, in their order, so that the bytes are those that Jackson would make of it.
 */
public interface WireRow {

  /** Writes each field once. */
  void write(RowWriter out);
}
