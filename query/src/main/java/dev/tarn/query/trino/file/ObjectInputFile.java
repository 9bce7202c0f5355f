package dev.tarn.query.trino.file;

import dev.tarn.storage.ObjectHead;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An object to be read. Asks for its size and time only when nobody has told. */
final class ObjectInputFile implements TrinoInputFile {
  private final ObjectStore objects;
  private final Location location;
  private final ObjectKey key;
  private final OptionalLong givenLength;
  private final Optional<Instant> givenLastModified;
  private @Nullable ObjectHead head;

  ObjectInputFile(
      ObjectStore objects,
      Location location,
      ObjectKey key,
      OptionalLong givenLength,
      Optional<Instant> givenLastModified) {
    this.objects = objects;
    this.location = location;
    this.key = key;
    this.givenLength = givenLength;
    this.givenLastModified = givenLastModified;
  }

  @Override
  public TrinoInput newInput() throws IOException {
    return new ObjectInput(location, open());
  }

  @Override
  public TrinoInputStream newStream() throws IOException {
    return new ObjectInputStream(location, open());
  }

  private SeekableByteChannel open() throws IOException {
    return FileFailures.reading(key, () -> objects.read(key));
  }

  @Override
  public long length() throws IOException {
    return givenLength.isPresent() ? givenLength.getAsLong() : head().size();
  }

  @Override
  public Instant lastModified() throws IOException {
    return givenLastModified.isPresent() ? givenLastModified.get() : head().lastModified();
  }

  private synchronized ObjectHead head() throws IOException {
    @Nullable ObjectHead known = head;
    if (known == null) {
      known =
          FileFailures.reading(key, () -> objects.head(key))
              .orElseThrow(() -> FileFailures.missing(key));
      head = known;
    }
    return known;
  }

  @Override
  public boolean exists() throws IOException {
    return FileFailures.accessing(key.uri(), () -> objects.head(key)).isPresent();
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public String toString() {
    return location.toString();
  }
}
