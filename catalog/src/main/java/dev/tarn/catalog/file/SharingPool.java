package dev.tarn.catalog.file;

import org.jspecify.annotations.Nullable;

/**
 * Makes equal immutable objects that come close to each other one object. A cache of fixed size: it
 * never leaks, and an object pushed out is merely kept twice. Threads may race on a slot, at no
 * harm.
 */
public final class SharingPool {
  private static final int SIZE = 1 << 14;

  private final @Nullable Object[] objects = new @Nullable Object[SIZE];

  /** The given object, or an equal one that is shared already. */
  @SuppressWarnings("unchecked")
  public <T> T share(T object) {
    int hash = object.hashCode();
    int slot = (hash ^ hash >>> 14) & SIZE - 1;
    Object known = objects[slot];
    if (known != null && known.getClass() == object.getClass() && known.equals(object)) {
      return (T) known;
    }
    objects[slot] = object;
    return object;
  }
}
