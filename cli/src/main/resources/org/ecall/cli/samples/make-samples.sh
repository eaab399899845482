#!/bin/sh
# Makes video.ivf and audio.opus, the media that `./ecall call` sends when it is given no other.
# Needs: apt-get install --no-install-recommends ffmpeg espeak-ng
# Takes a few minutes. Encoders are not bit-reproducible across versions: the results are kept
# beside this script.
set -eu
cd "$(dirname "$0")"

seconds=12
fps=30
speech=$(mktemp)
trap 'rm -f "$speech"' EXIT

# A drawn caller: shoulders and a nodding head before a slowly shifting wall, eyes that blink, a
# mouth that moves as in speech. geq computes it for each pixel; W, H, X, Y are pixels, T seconds.
cx="(W/2+24*sin(1.1*T)+6*sin(3.7*T))"
cy="(H*0.42+7*sin(2.3*T)+3*sin(5.9*T))"
inside() { printf 'lt(hypot((X-%s)/%s,(Y-%s)/%s),1)' "$1" "$2" "$3" "$4"; }
shoulders=$(inside "(W/2+14*sin(1.1*T))" 150 "(H*1.05)" 105)
head=$(inside "$cx" 52 "$cy" 68)
hair=$(inside "$cx" 58 "($cy-18)" 62)
eye_open="if(lt(mod(T,2.9),0.13),0.8,6)"
left_eye=$(inside "($cx-19)" 7 "($cy-10)" "$eye_open")
right_eye=$(inside "($cx+19)" 7 "($cy-10)" "$eye_open")
mouth=$(inside "$cx" "(15+4*sin(7*T))" "($cy+32)" "(2+9*abs(sin(9*T)*sin(2.1*T)))")
wall_luma="(70+40*X/W+25*sin(Y/37+0.6*T)*cos(X/61-0.4*T))"

# plane EYES_AND_MOUTH HEAD HAIR SHOULDERS WALL: the picture of one colour plane, front to back
plane() {
  printf "if(%s+%s+%s,%s,if(%s,%s,if(%s,%s,if(%s,%s,%s))))" \
    "$left_eye" "$right_eye" "$mouth" "$1" "$head" "$2" "$hair" "$3" "$shoulders" "$4" "$5"
}

# Chroma planes are half size; drawing in 4:4:4 keeps one geometry for all three. Key frames are
# kept to twice the size of others, so that one lost datagram seldom costs two seconds of picture.
ffmpeg -v error -y -f lavfi -i "color=black:size=480x270:rate=$fps:duration=$seconds,\
format=yuv444p,geq=lum='$(plane 40 "(175+20*(X-$cx)/52)" 45 "(95+25*sin(Y/9))" "$wall_luma")':\
cb='$(plane 125 105 122 150 "(135+6*sin(0.5*T))")':\
cr='$(plane 140 152 136 112 118)',noise=alls=3:allf=t,format=yuv420p" \
  -c:v libvpx -deadline good -cpu-used 1 -auto-alt-ref 0 -lag-in-frames 0 \
  -b:v 400k -minrate 100k -maxrate 600k -bufsize 1000k -max-intra-rate 200 \
  -g 60 -keyint_min 60 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -f ivf video.ivf

espeak-ng -v en-gb -s 150 -w "$speech" \
  "Hello, can you hear me? Good. What you see and hear now left my side sealed, frame by frame. \
Whoever carried it could count the packets, but not look inside."
ffmpeg -v error -y -i "$speech" -af "aresample=48000,apad" -t "$seconds" -ac 1 \
  -c:a libopus -application voip -frame_duration 20 -b:a 28k -vbr on \
  -map_metadata -1 -fflags +bitexact -flags:a +bitexact -f opus audio.opus
