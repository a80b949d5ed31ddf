package io.tapeline.signal.job;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.signal.json.BacktestJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The file of a backtest: one JSON object, written series by series. Whole once it is closed. */
final class BacktestFile implements Closeable {

  static final String NAME = "backtest.json";

  private final JsonGenerator out;

  /**
   * @param feed what the candles are of
   */
  BacktestFile(ObjectMapper mapper, Path path, BacktestPlan plan, String feed) throws IOException {
    out = mapper.getFactory().createGenerator(path.toFile(), JsonEncoding.UTF8);
    out.writeStartObject();
    out.writeStringField("method", SeriesBacktest.METHOD);
    out.writeStringField("feed", feed);
    out.writeStringField("as_of", plan.asOf());
    out.writePOJOField("plan", plan);
    out.writeArrayFieldStart("series");
  }

  void add(BacktestJson series) throws IOException {
    out.writePOJO(series);
  }

  @Override
  public void close() throws IOException {
    out.close(); // which ends the array and the object
  }
}
