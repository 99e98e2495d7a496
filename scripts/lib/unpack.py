"""Takes some files out of a wheel (a zip) and prints their sizes and SHA-256 sums as JSON. A user's machine has no unzip."""

import hashlib
import json
import os
import sys
import zipfile


def wanted(name, prefixes):
    return not name.endswith("/") and any(name.startswith(prefix) for prefix in prefixes)


def unpack(wheel, target, prefixes):
    """prefixes: (inside the wheel, inside the target) pairs."""
    files = {}
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            for inside, outside in prefixes:
                if not wanted(entry.filename, [inside]):
                    continue
                name = outside + entry.filename[len(inside) :]
                path = os.path.join(target, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                sha256 = hashlib.sha256()
                with archive.open(entry) as source, open(path, "wb") as out:
                    while chunk := source.read(1 << 20):
                        sha256.update(chunk)
                        out.write(chunk)
                files[name] = {"size": entry.file_size, "sha256": sha256.hexdigest()}
    return files


if __name__ == "__main__":
    print(json.dumps(unpack(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))))
