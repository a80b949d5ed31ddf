package io.tapeline.signal.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tapeline.candle.PartialCandle;
import io.tapeline.market.Interval;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.indicator.Bars;
import io.tapeline.signal.indicator.Block;
import io.tapeline.signal.indicator.Choice;
import io.tapeline.signal.indicator.Figures;
import io.tapeline.signal.verdict.SampleCandles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Whether the close is higher five candles later: a logistic regression that is learned from closed
 * candles, made an ONNX file, and run by ONNX Runtime.
 */
final class TrainedModel implements AutoCloseable {

  static final int HORIZON = 5;

  private static final Label UP = new Label("up");
  private static final Label DOWN = new Label("down");
  private static final int EPOCHS = 5;
  private static final double RATE = 0.1;
  private static final long SEED = 1;
  private static final int WALK = 3_000;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final int columns;
  private final int up;

  private TrainedModel(LinearSGDModel model) throws OrtException {
    this.columns = model.getFeatureIDMap().size();
    this.up = model.getOutputIDInfo().getID(UP);
    this.session = environment.createSession(model.exportONNXModel("io.tapeline", 1).toByteArray());
  }

  /** Of recorded candles, or without them of ones that are made up. */
  static TrainedModel learn(String features) throws OrtException, IOException {
    boolean recorded = System.getenv("TAPELINE_DATA") != null;
    Interval interval = Interval.M1;
    List<PartialCandle> candles =
        recorded
            ? SampleCandles.csv("bybit-linear-2025-06/BTCUSDT_1m.csv", interval)
            : walk(interval);
    return new TrainedModel(learn(candles, interval, features));
  }

  /** Prices come back to where they were: there is something to learn. */
  private static List<PartialCandle> walk(Interval interval) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<PartialCandle> candles = new ArrayList<>();
    int cents = 100_000;
    for (int i = 0; i < WALK; i++) {
      cents += random.nextInt(-100, 101) + (100_000 - cents) / 50;
      String price = BigDecimal.valueOf(cents, 2).toPlainString();
      String[] prices = {price, price, price, price};
      candles.add(SampleCandles.candle(interval, i * interval.nanos(), prices, "1", false));
    }
    return candles;
  }

  private static LinearSGDModel learn(
      List<PartialCandle> candles, Interval interval, String features) {
    List<ChosenColumn> columns =
        ChosenColumn.readAll(
            features,
            why -> {
              throw new IllegalArgumentException(why);
            });
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("candles", labels), labels);
    Bars bars = Bars.of(candles);
    Block block = Block.holding(interval, bars.openTimeNanos(0));
    while (block.startNanos() <= bars.openTimeNanos(bars.size() - 1)) {
      add(data, block, bars, columns);
      block = block.next();
    }
    return new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), EPOCHS, SEED).train(data);
  }

  private static void add(
      MutableDataset<Label> data, Block block, Bars bars, List<ChosenColumn> columns) {
    List<Choice> choices = columns.stream().map(ChosenColumn::choice).toList();
    List<String> all = choices.stream().flatMap(choice -> choice.columns().stream()).toList();
    Figures figures = Figures.of(block, bars, choices);
    int offset = bars.indexFrom(block.startNanos());
    String[] names = new String[columns.size()];
    for (int bar = 0; bar < figures.bars().size(); bar++) {
      int later = offset + bar + HORIZON;
      if (figures.isSettled(bar) && later < bars.size()) {
        double[] values = new double[columns.size()];
        for (int i = 0; i < values.length; i++) {
          names[i] = "f%02d".formatted(i); // features are in the order of their names
          values[i] = figures.at(all.indexOf(columns.get(i).name()), bar);
        }
        boolean rose = bars.close()[later] > bars.close()[offset + bar];
        data.add(new ArrayExample<>(rose ? UP : DOWN, names.clone(), values));
      }
    }
  }

  /** Features that it takes. */
  int columns() {
    return columns;
  }

  /** The probability that it is higher, of each row. */
  float[] run(float[] rows) throws OrtException {
    long[] shape = {rows.length / columns, columns};
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      float[][] probabilities = (float[][]) result.get(0).getValue();
      float[] answers = new float[probabilities.length];
      for (int i = 0; i < answers.length; i++) {
        answers[i] = probabilities[i][up];
      }
      return answers;
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
