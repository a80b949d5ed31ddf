package io.tapeline.signal.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The workbooks that ta4j is tested with: weekly gold, and what a spreadsheet says of it. */
class Ta4jWorkbooksTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);
  private static final int LENGTH = 13;
  private static final int CLOSE = 4;

  /** A close, and what the last column says of it. */
  private record Line(double close, double figure) {}

  private static List<Line> lines(String name) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = Files.newInputStream(TestData.path("indicators/ta4j/" + name));
        HSSFWorkbook workbook = new HSSFWorkbook(in)) {
      for (Row row : workbook.getSheetAt(0)) {
        boolean isDate = row.getCell(0).getCellType() == CellType.NUMERIC;
        if (isDate) {
          int last = row.getLastCellNum() - 1;
          lines.add(
              new Line(
                  row.getCell(CLOSE).getNumericCellValue(),
                  row.getCell(last).getNumericCellValue()));
        }
      }
    }
    return lines;
  }

  private static double[] ours(List<Line> lines, String name) {
    long[] times = new long[lines.size()];
    Arrays.setAll(times, i -> i);
    double[] closes = lines.stream().mapToDouble(Line::close).toArray();
    Bars bars = Bars.of(times, closes, closes, closes, closes, closes);
    return SampleBars.choice(name).figures(bars)[0];
  }

  private static void requireEqual(String workbook, String name) throws IOException {
    List<Line> lines = lines(workbook);
    double[] ours = ours(lines, name);
    assertThat(ours).hasSizeGreaterThan(300);
    for (int i = LENGTH - 1; i < ours.length; i++) {
      assertThat(ours[i]).as("%s, week %s", name, i).isCloseTo(lines.get(i).figure, ROUNDING);
    }
  }

  @Test
  void simpleAndExponentialAveragesAreTheSame() throws IOException {
    requireEqual("SMA.xls", "sma(13)");
    requireEqual("EMA.xls", "ema(13)");
  }

  /** Theirs begins with no gain and no loss, ours as Wilder's book: a difference that fades. */
  @Test
  void theRelativeStrengthDiffersByHowItBegins() throws IOException {
    List<Line> lines = lines("RSI.xls");
    double[] ours = ours(lines, "rsi(13)");
    Choice choice = SampleBars.choice("rsi(13)");
    assertThat(choice.indicator().difference()).contains("ta4j");
    assertThat(Math.abs(ours[LENGTH] - lines.get(LENGTH).figure)).isGreaterThan(0.01);
    for (int i = choice.warmup(); i < ours.length; i++) {
      assertThat(ours[i]).as("week %s", i).isCloseTo(lines.get(i).figure, Offset.offset(1e-7));
    }
    assertThat(choice.warmup()).isLessThan(ours.length - 50);
  }
}
