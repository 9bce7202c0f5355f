package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.iceberg.TableScan.ScannedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

/** Lists data files with what Iceberg's own planning knows of them. */
final class TableScans {
  private TableScans() {}

  static TableScan of(TableMetadata metadata, ObjectFiles files) {
    var table = new BaseTable(new HeldMetadata(metadata, files), "table", report -> {});
    List<ScannedFile> found = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        String partition =
            task.spec().specId() + "/" + task.spec().partitionToPath(task.partition());
        found.add(
            new ScannedFile(
                task.file().location(),
                partition,
                task.file().fileSizeInBytes(),
                task.deletes().size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableScan(metadata.properties(), found);
  }
}
