"""Reads and writes Parquet datasets through s3fs and through pyarrow. Usage: parquet.py ENDPOINT"""

import os
import sys

import pyarrow
import pyarrow.dataset
import pyarrow.fs
import pyarrow.parquet
import s3fs

endpoint = sys.argv[1]
table = pyarrow.table({"day": ["a", "b"] * 5000, "n": list(range(10000))})


def check(filesystem, path):
    pyarrow.dataset.write_dataset(
        table, path, format="parquet", filesystem=filesystem, partitioning=["day"],
        existing_data_behavior="overwrite_or_ignore",
    )
    back = pyarrow.dataset.dataset(
        path, format="parquet", filesystem=filesystem, partitioning=["day"]
    ).to_table()
    assert back.num_rows == 10000, back.num_rows
    assert sum(back["n"].to_pylist()) == sum(range(10000))


store = s3fs.S3FileSystem(client_kwargs={"endpoint_url": endpoint}, key="any", secret="any")
store.mkdir("parquet-lake")
check(store, "parquet-lake/s3fs")
with store.open("parquet-lake/big", "wb", block_size=5 << 20) as file:
    for _ in range(12):
        file.write(b"x" * (1 << 20))
assert store.info("parquet-lake/big")["size"] == 12 << 20
store.mv("parquet-lake/big", "parquet-lake/moved")
assert store.find("parquet-lake/moved") == ["parquet-lake/moved"]

scheme, host = endpoint.split("://")
arrow = pyarrow.fs.S3FileSystem(
    access_key="any", secret_key="any", endpoint_override=host, scheme=scheme, region="us-east-1",
    tls_ca_file_path=os.environ.get("AWS_CA_BUNDLE"),
)
check(arrow, "parquet-lake/arrow")
assert len(arrow.get_file_info(pyarrow.fs.FileSelector("parquet-lake", recursive=True))) > 6
arrow.delete_dir("parquet-lake/arrow")
store.rm("parquet-lake", recursive=True)
print("ok")
