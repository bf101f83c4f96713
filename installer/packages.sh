# Debian 12 packages. Sourced by quickstart.sh and test.sh.
# libopenblas-openmp-dev: the reference BLAS is 40 times slower, the pthread variant fights OpenMP.
BUILD_PACKAGES="ca-certificates g++ cmake ninja-build ccache lld pkg-config git
  libtorch-dev libopenblas-openmp-dev libdnnl-dev libopencv-dev libdlib-dev libdlib-data
  libavformat-dev libavcodec-dev libavfilter-dev libavutil-dev libswscale-dev libswresample-dev
  qt6-base-dev qt6-svg-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools qt6-translations-l10n
  portaudio19-dev libebur128-dev libespeak-ng-dev espeak-ng-data nlohmann-json3-dev libcli11-dev libspdlog-dev libssl-dev zlib1g-dev
  libflatbuffers-dev flatbuffers-compiler"
# For installer/train-talklip.sh, and for the tests of what it runs.
TEACH_PACKAGES="sentencepiece libgloo-dev libgtest-dev"
TEST_PACKAGES="$TEACH_PACKAGES chromium libgtest-dev libgmock-dev ffmpeg clang-14 libclang-rt-14-dev
  xvfb xauth xdotool openbox x11-utils fonts-dejavu-core pulseaudio pulseaudio-utils libasound2-plugins"
# Synthesisers and texts for installer/train.sh only.
TRAIN_PACKAGES="flite festival festlex-cmu festlex-poslex festlex-ifd
  festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts festvox-italp16k festvox-itapc16k festvox-suopuhe-lj
  festvox-suopuhe-mv festvox-ca-ona-hts festvox-czech-dita festvox-czech-machac festvox-czech-ph festvox-ru
  fortunes fortunes-de fortunes-es fortunes-it fortunes-pl fortunes-cs fortunes-ru
  wamerican wngerman wspanish witalian wfrench wportuguese wdutch wdanish wcatalan wswedish wnorwegian
  hunspell-hu hunspell-ro hunspell-tr"
