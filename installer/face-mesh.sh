#!/bin/sh
# Fetches MediaPipe's face mesh (npm package @mediapipe/face_mesh, Apache License 2.0), whose lips fit faces on
# which the 68 points fail, checks it and puts it among your models. By hand:
#   npm pack @mediapipe/face_mesh@0.4.1657299874, unpack it, redub-cli models import package/face_mesh_solution_packed_assets.data
set -eu
version=0.4.1657299874
file=face_mesh_solution_packed_assets.data
sum=dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99
models=${REDUB_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/redub/models}

is_right() { echo "$sum  $1" | sha256sum --check --status 2>/dev/null; }

if [ -f "$models/$file" ] && is_right "$models/$file"; then
  echo "face mesh: is there"
  exit 0
fi
command -v npm >/dev/null 2>&1 || { echo "face mesh: needs npm (Debian: apt-get install npm)" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "@mediapipe/face_mesh@$version" >/dev/null) ||
  { echo "face mesh: the npm registry was not reached" >&2; exit 1; }
tar -xzf "$folder"/*.tgz -C "$folder" "package/$file"
is_right "$folder/package/$file" || { echo "face mesh: the package holds another file than expected; it is not used" >&2; exit 1; }
mkdir -p "$models"
cp "$folder/package/$file" "$models/.$file.part"
mv "$models/.$file.part" "$models/$file"
echo "face mesh: $models/$file"
