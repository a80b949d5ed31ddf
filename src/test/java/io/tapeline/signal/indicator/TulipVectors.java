package io.tapeline.signal.indicator;

import io.tapeline.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference vectors of Tulip Indicators: a title, its inputs, its outputs to three digits. */
record TulipVectors(Map<String, List<double[]>> byTitle) {

  static TulipVectors read() throws IOException {
    Map<String, List<double[]>> all = new LinkedHashMap<>();
    List<double[]> current = new ArrayList<>();
    for (String line : Files.readAllLines(TestData.path("indicators/tulip/untest.txt"))) {
      String text = line.strip();
      if (text.startsWith("{")) {
        current.add(numbers(text.substring(1, text.indexOf('}'))));
      } else if (!text.isEmpty() && !text.startsWith("#")) {
        current = new ArrayList<>();
        all.put(text, current);
      }
    }
    return new TulipVectors(all);
  }

  private static double[] numbers(String text) {
    return text.isBlank()
        ? new double[0]
        : Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * The inputs of a vector as bars.
   *
   * @param columns which they are, in their order: o, h, l, c, v
   */
  Bars bars(String title, String columns) {
    List<double[]> arrays = all(title);
    int size = arrays.getFirst().length;
    long[] times = new long[size];
    Arrays.setAll(times, i -> i * 60_000_000_000L);
    double[] any = arrays.getFirst();
    return Bars.of(
        times,
        column(arrays, columns.indexOf('o'), any),
        column(arrays, columns.indexOf('h'), any),
        column(arrays, columns.indexOf('l'), any),
        column(arrays, columns.indexOf('c'), any),
        column(arrays, columns.indexOf('v'), any));
  }

  private static double[] column(List<double[]> arrays, int index, double[] any) {
    return index < 0 ? any : arrays.get(index);
  }

  /**
   * @param inputs how many arrays are not outputs
   */
  List<double[]> outputs(String title, int inputs) {
    return all(title).subList(inputs, all(title).size());
  }

  private List<double[]> all(String title) {
    List<double[]> arrays = byTitle.get(title);
    if (arrays == null) {
      throw new IllegalArgumentException("no vector: " + title);
    }
    return arrays;
  }
}
