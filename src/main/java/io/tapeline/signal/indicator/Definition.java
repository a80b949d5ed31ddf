package io.tapeline.signal.indicator;

import io.tapeline.signal.indicator.Indicator.Condition;
import java.util.List;

/** Something that has a name and takes numbers. */
public interface Definition {

  String name();

  /** The numbers that it takes, in their order. */
  List<Parameter> parameters();

  /** What must hold between them. */
  List<Condition> conditions();
}
