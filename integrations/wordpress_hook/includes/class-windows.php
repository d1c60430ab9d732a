<?php
/**
 * Which pre-election periods the site knows of.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Remembers the windows that the service named, so that the site knows where it stands while the service is away.
 */
final class Windows {
	const OPTION    = 'neutral_gate_windows';
	const INSIDE    = 'inside';
	const OUTSIDE   = 'outside';
	const UNKNOWN   = 'unknown';
	const KEEP_FULL = 14 * DAY_IN_SECONDS; // After a list of what comes next.
	const KEEP_PART = DAY_IN_SECONDS; // After an answer that only named what is active.

	/**
	 * Takes in windows from an answer.
	 *
	 * @param array $windows Objects with id, start, end and advisory.
	 * @param bool  $full    Whether coming windows are among them.
	 */
	public function learn( array $windows, $full ) {
		$known = $this->known();
		$fresh = array();
		foreach ( $windows as $window ) {
			if ( ! is_array( $window ) || empty( $window['id'] ) || empty( $window['start'] ) || empty( $window['end'] ) ) {
				continue;
			}
			$fresh[ (string) $window['id'] ] = array(
				'start'    => (int) strtotime( (string) $window['start'] ),
				'end'      => (int) strtotime( (string) $window['end'] ),
				'advisory' => ! empty( $window['advisory'] ),
			);
		}
		if ( $full ) {
			$known = array(
				'full'    => time(),
				'part'    => time(),
				'windows' => $fresh,
			);
		} else {
			if ( time() - $known['part'] < HOUR_IN_SECONDS && ! array_diff_key( $fresh, $known['windows'] ) ) {
				return; // Nothing new: no write in every check.
			}
			$known['part']    = time();
			$known['windows'] = $fresh + $known['windows'];
		}
		update_option( self::OPTION, $known, true );
	}

	/**
	 * Whether a moment is inside a window.
	 *
	 * @param int|null $time Unix time; null for now.
	 * @return string INSIDE, OUTSIDE or UNKNOWN.
	 */
	public function state( $time = null ) {
		$time = null === $time ? time() : $time;
		if ( $this->active( $time ) ) {
			return self::INSIDE;
		}
		$known = $this->known();
		$near  = $time - time() < DAY_IN_SECONDS;
		$fresh = time() - $known['full'] < self::KEEP_FULL || ( $near && time() - $known['part'] < self::KEEP_PART );
		return $fresh ? self::OUTSIDE : self::UNKNOWN;
	}

	/**
	 * Ids of the windows that are active and bind the site.
	 *
	 * @param int|null $time Unix time; null for now.
	 * @return string[]
	 */
	public function active( $time = null ) {
		$time = null === $time ? time() : $time;
		$ids  = array();
		foreach ( $this->known()['windows'] as $id => $window ) {
			if ( ! $window['advisory'] && $window['start'] <= $time && $time < $window['end'] ) {
				$ids[] = (string) $id;
			}
		}
		sort( $ids );
		return $ids;
	}

	/**
	 * When the service last named windows: unix time, or 0.
	 */
	public function learned() {
		$known = $this->known();
		return max( $known['full'], $known['part'] );
	}

	/**
	 * The memory.
	 */
	private function known() {
		$known = get_option( self::OPTION );
		return is_array( $known ) && isset( $known['windows'] ) ? $known : array(
			'full'    => 0,
			'part'    => 0,
			'windows' => array(),
		);
	}
}
