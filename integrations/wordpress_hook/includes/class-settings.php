<?php
/**
 * What the site's owner has set.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Settings. A constant such as NEUTRAL_GATE_URL in wp-config.php wins; then the site's own option, then the network's.
 */
final class Settings {
	const OPTION = 'neutral_gate_settings';

	const DEFAULTS = array(
		'url'             => '',
		'secret'          => '',
		'secret_next'     => '',
		'body'            => '',
		'fail_inside'     => 'closed',
		'fail_outside'    => 'open',
		'on_warn'         => 'allow',
		'strict'          => 'off',
		'sweep_action'    => 'report',
		'timeout'         => '3',
		'breaker_seconds' => '30',
		'reason_length'   => '20',
		'meta_keys'       => '',
	);

	const CHOICES = array(
		'fail_inside'  => array( 'closed', 'open' ),
		'fail_outside' => array( 'open', 'closed' ),
		'on_warn'      => array( 'allow', 'refuse' ),
		'strict'       => array( 'off', 'on' ),
		'sweep_action' => array( 'report', 'unpublish' ),
	);

	/**
	 * One setting, as text.
	 *
	 * @param string $key Name, as in DEFAULTS.
	 */
	public function get( $key ) {
		if ( $this->fixed( $key ) ) {
			$value = (string) constant( 'NEUTRAL_GATE_' . strtoupper( $key ) );
		} else {
			$site    = $this->stored( get_option( self::OPTION ), $key );
			$network = '' === $site && is_multisite() ? $this->stored( get_site_option( self::OPTION ), $key ) : '';
			$value   = '' !== $site ? $site : $network;
		}
		$value = trim( $value );
		if ( isset( self::CHOICES[ $key ] ) && ! in_array( $value, self::CHOICES[ $key ], true ) ) {
			$value = '';
		}
		return '' !== $value ? $value : self::DEFAULTS[ $key ];
	}

	/**
	 * Whether a constant fixes a setting.
	 *
	 * @param string $key Name.
	 */
	public function fixed( $key ) {
		return defined( 'NEUTRAL_GATE_' . strtoupper( $key ) );
	}

	/**
	 * Whether the plugin knows where its service is and how to sign.
	 */
	public function complete() {
		return '' !== $this->get( 'url' ) && '' !== $this->get( 'secret' );
	}

	/**
	 * A whole number between two bounds.
	 *
	 * @param string $key   Name.
	 * @param int    $least Least value.
	 * @param int    $most  Greatest value.
	 */
	public function number( $key, $least, $most ) {
		return max( $least, min( $most, (int) $this->get( $key ) ) );
	}

	/**
	 * Keys of post meta that visitors can read and that are checked with the post.
	 *
	 * @return string[]
	 */
	public function meta_keys() {
		$keys = array(
			'_elementor_data',
			'_yoast_wpseo_title',
			'_yoast_wpseo_metadesc',
			'rank_math_title',
			'rank_math_description',
			'_aioseo_title',
			'_aioseo_description',
			'footnotes',
		);
		$own  = preg_split( '/[\s,]+/', $this->get( 'meta_keys' ), -1, PREG_SPLIT_NO_EMPTY );
		/**
		 * Keys of post meta that visitors can read.
		 *
		 * @param string[] $keys Keys.
		 */
		return array_values( array_unique( (array) apply_filters( 'neutral_gate_meta_keys', array_merge( $keys, $own ) ) ) );
	}

	/**
	 * The value of a key in an option.
	 *
	 * @param mixed  $option The option.
	 * @param string $key    Name.
	 */
	private function stored( $option, $key ) {
		return is_array( $option ) && isset( $option[ $key ] ) && is_scalar( $option[ $key ] ) ? (string) $option[ $key ] : '';
	}
}
