package io.tapeline;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;

/** What CDI would have found, for tests that run without it. */
public record Beans<T>(List<T> all) implements Instance<T> {

  @SafeVarargs
  @SuppressWarnings("varargs") // the list copies it
  public static <T> Beans<T> of(T... beans) {
    return new Beans<>(List.of(beans));
  }

  @Override
  public T get() {
    return all.getFirst();
  }

  @Override
  public Iterator<T> iterator() {
    return all.iterator();
  }

  @Override
  public boolean isUnsatisfied() {
    return all.isEmpty();
  }

  @Override
  public boolean isAmbiguous() {
    return all.size() > 1;
  }

  @Override
  public Instance<T> select(Annotation... qualifiers) {
    return this;
  }

  @Override
  public <U extends T> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void destroy(T instance) {}

  @Override
  public Handle<T> getHandle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<? extends Handle<T>> handles() {
    throw new UnsupportedOperationException();
  }
}
