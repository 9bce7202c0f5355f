package dev.tarn.query.trino.serde;

import com.amazon.ion.IonException;
import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import com.amazon.ion.system.IonTextWriterBuilder;
import com.google.common.io.CountingOutputStream;
import io.trino.hive.formats.compression.CompressionKind;
import io.trino.plugin.hive.FileWriter;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.plugin.hive.RollbackAction;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One Ion file: a struct for each row, with the columns that are not null as its fields. */
final class IonFileWriter implements FileWriter {
  /** A binary writer holds what it wrote until the symbols of it are complete. */
  private static final long BATCH_BYTES = 1 << 20;

  private final CountingOutputStream file;
  private final OutputStream packed;
  private final IonWriter writer;
  private final IonOutput output;
  private final boolean inBatches;
  private final Columns columns;
  private final RollbackAction deletion;
  private long held;

  IonFileWriter(
      OutputStream out,
      Optional<CompressionKind> compression,
      IonProperties properties,
      Columns columns,
      RollbackAction deletion)
      throws IOException {
    this.file = new CountingOutputStream(out);
    this.packed =
        compression.isPresent()
            ? compression.get().createCodec().createStreamCompressor(file)
            : file;
    this.inBatches = properties.encoding() == IonProperties.Encoding.BINARY;
    this.writer =
        inBatches
            ? IonBinaryWriterBuilder.standard().build(packed)
            : IonTextWriterBuilder.standard().withWriteTopLevelValuesOnNewLines(true).build(packed);
    this.output = new IonOutput(writer, properties);
    this.columns = columns;
    this.deletion = deletion;
  }

  /**
   * The columns as the table has them.
   *
   * @param inputs where they are in the pages; negative for one that is not there
   */
  record Columns(List<String> names, List<Type> types, List<Integer> inputs) {
    List<Block> of(Page page) {
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        int input = inputs.get(i);
        blocks.add(
            input < 0
                ? RunLengthEncodedBlock.create(types.get(i), null, page.getPositionCount())
                : page.getBlock(input));
      }
      return blocks;
    }
  }

  @Override
  public void appendRows(Page page) {
    List<Block> blocks = columns.of(page);
    try {
      for (int row = 0; row < page.getPositionCount(); row++) {
        output.struct(columns.names(), columns.types(), blocks, row);
      }
      held += page.getSizeInBytes();
      if (inBatches && held >= BATCH_BYTES) {
        writer.finish();
        held = 0;
      }
    } catch (IOException e) {
      throw failed(HiveErrorCode.HIVE_WRITER_DATA_ERROR, e);
    } catch (IllegalArgumentException e) {
      // Ion has years 1 to 9999.
      throw failed(HiveErrorCode.HIVE_WRITER_DATA_ERROR, e);
    } catch (IonException e) {
      throw failed(HiveErrorCode.HIVE_WRITER_DATA_ERROR, e);
    }
  }

  @Override
  public RollbackAction commit() {
    try {
      writer.close();
      return deletion;
    } catch (IOException e) {
      throw uncommitted(e);
    } catch (IonException e) {
      throw uncommitted(e);
    }
  }

  private TrinoException uncommitted(Exception cause) {
    TrinoException failure = failed(HiveErrorCode.HIVE_WRITER_CLOSE_ERROR, cause);
    try {
      deletion.run();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Closes the file without the rows that the writer holds: it may be within one of them. */
  @Override
  public void rollback() {
    try (Closeable _ = deletion::run) {
      packed.close();
    } catch (IOException e) {
      throw failed(HiveErrorCode.HIVE_WRITER_CLOSE_ERROR, e);
    }
  }

  private static TrinoException failed(HiveErrorCode code, Exception cause) {
    return new TrinoException(code, "Error writing Ion: " + cause.getMessage(), cause);
  }

  @Override
  public long getWrittenBytes() {
    return file.getCount();
  }

  @Override
  public long getMemoryUsage() {
    return held;
  }

  @Override
  public long getValidationCpuNanos() {
    return 0;
  }
}
