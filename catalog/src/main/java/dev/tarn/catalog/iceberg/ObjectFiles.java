package dev.tarn.catalog.iceberg;

import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SeekableInputStream;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects as the files that Iceberg reads: manifests and their lists. */
final class ObjectFiles implements FileIO {
  private static final long serialVersionUID = 1L;

  private final transient ObjectStore objects;

  ObjectFiles(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public InputFile newInputFile(String path) {
    return new ObjectFile(objects, ObjectKey.parse(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    throw new UnsupportedOperationException("Not written: " + path);
  }

  @Override
  public void deleteFile(String path) {
    throw new UnsupportedOperationException("Not deleted: " + path);
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  private record ObjectFile(ObjectStore objects, ObjectKey key) implements InputFile {
    @Override
    public long getLength() {
      try (SeekableByteChannel object = open()) {
        return object.size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public SeekableInputStream newStream() {
      return new ObjectStream(open());
    }

    @Override
    public String location() {
      return key.uri();
    }

    @Override
    public boolean exists() {
      try {
        return objects.head(key).isPresent();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private SeekableByteChannel open() {
      try {
        return objects.read(key);
      } catch (S3Exception e) {
        throw new UncheckedIOException(new IOException("File not found: " + key.uri(), e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class ObjectStream extends SeekableInputStream {
    private final SeekableByteChannel object;
    private final InputStream in;

    ObjectStream(SeekableByteChannel object) {
      this.object = object;
      this.in = Channels.newInputStream(object);
    }

    @Override
    public long getPos() throws IOException {
      return object.position();
    }

    @Override
    public void seek(long position) throws IOException {
      object.position(position);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
